import type { Session } from "./session.ts";
import type { Snapshot } from "./snapshot.ts";
import { uriPath } from "./uri.ts";

/** Whether another open text imports this one: a client asks again only for the text that has changed. */
export function isImported(uri: string, session: Session): boolean {
  const name = uriPath(uri).split("/").at(-1) ?? "";
  return session.opened().some((other) => other.uri !== uri && importsFile(other, name));
}

function importsFile({ source, parsed }: Snapshot, name: string): boolean {
  return (
    source.text.includes(name) &&
    parsed().tree.statements.some(
      (one) => one.kind === "Import" && one.path.kind === "String" && one.path.value.endsWith(name),
    )
  );
}
