/** Our side: what the server does between two messages, without the wire. */
import { completion } from "../../src/language-server/completion.ts";
import { diagnosticsOf } from "../../src/language-server/diagnostics.ts";
import { createSession, type Session } from "../../src/language-server/session.ts";
import type { Disk } from "../../src/language-server/workspace.ts";
import type { Contestant } from "./contestant.ts";

const folder = "file:///bench";
const uri = `${folder}/model.nn`;

/** A session over files that stand in memory. */
export function openFolder(files: ReadonlyMap<string, string> = new Map()): Session {
  const disk: Disk = {
    read: (file) => files.get(file),
    programs: () => [...files.keys()],
    columnsOf: () => undefined,
    filesIn: () => [],
  };
  const session = createSession({ diskOf: () => disk });
  session.addFolder(folder);
  return session;
}

export function createOwn(): Contestant {
  const session = openFolder();
  let version = 0;
  const snapshot = () => {
    const open = session.snapshot(uri);
    if (open === undefined) throw new Error("nothing is open");
    return open;
  };
  return {
    name: "nnc",
    open: (text) => {
      version += 1;
      session.open(uri, version, text);
      diagnosticsOf(snapshot());
    },
    change: (change) => {
      version += 1;
      session.change(uri, version, [change]);
      return diagnosticsOf(snapshot()).length;
    },
    complete: (position) =>
      completion(snapshot(), snapshot().lines.offsetAt(position), { snippets: true }).length,
  };
}
