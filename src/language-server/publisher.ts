/** Diagnostics for clients that do not ask for them: each finding is sent when it changes, and no sooner than it is wanted. */
import type { Diagnostic } from "vscode-languageserver-types";
import { diagnosticsOf } from "./diagnostics.ts";
import type { Session } from "./session.ts";

export interface Publication {
  readonly uri: string;
  readonly version?: number;
  readonly diagnostics: Diagnostic[];
}

export interface Publisher {
  /** Sends what has changed, once the messages that have come are read: of the newest versions only. */
  readonly publish: () => void;
  /** Takes back what was sent of a text. */
  readonly retract: (uri: string) => void;
}

/** `fail` is told of a fault of ours in one text; the others are published all the same. */
export function createPublisher(
  session: Session,
  send: (publication: Publication) => void,
  fail: (fault: string) => void,
): Publisher {
  let planned = false;
  const published = new Map<string, string>();
  const publishNow = () => {
    planned = false;
    for (const { uri, version } of session.opened()) {
      try {
        const diagnostics = findingsOf(uri, session);
        const text = JSON.stringify([version, diagnostics]);
        if (published.get(uri) === text) continue;
        published.set(uri, text);
        send({ uri, version, diagnostics });
      } catch (error) {
        fail(`${uri} could not be checked: ${error}`);
      }
    }
  };
  return {
    publish: () => {
      if (!planned) setImmediate(publishNow);
      planned = true;
    },
    retract: (uri) => {
      published.delete(uri);
      send({ uri, diagnostics: [] });
    },
  };
}

function findingsOf(uri: string, session: Session): Diagnostic[] {
  const snapshot = session.snapshot(uri);
  return snapshot === undefined ? [] : [...diagnosticsOf(snapshot, session.explanations)];
}
