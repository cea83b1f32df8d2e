/** Texts as tests write them: a `|` where the cursor stands, other files of the project beside it. */
import { createSession, type Session } from "../../src/language-server/session.ts";
import type { Snapshot } from "../../src/language-server/snapshot.ts";
import type { Disk } from "../../src/language-server/workspace.ts";

export const folder = "file:///project";

/** The files that a test's project holds on disk, and the headers of its data files. */
export interface Project {
  readonly files?: { readonly [file: string]: string };
  readonly columns?: { readonly [file: string]: readonly string[] };
}

export function diskOf({ files = {}, columns = {} }: Project): Disk {
  return {
    read: (file) => (Object.hasOwn(files, file) ? files[file] : undefined),
    programs: () => Object.keys(files).filter((file) => file.endsWith(".nn")),
    columnsOf: (file) => (Object.hasOwn(columns, file) ? columns[file] : undefined),
    filesIn: () => [...Object.keys(files), ...Object.keys(columns)],
  };
}

export interface OpenText {
  readonly session: Session;
  readonly snapshot: Snapshot;
  /** Where the `|` stood; the text's end where there was none. */
  readonly offset: number;
}

export function openText(marked: string, project: Project = {}, uri = `${folder}/model.nn`): OpenText {
  const offset = marked.indexOf("|");
  const text = offset === -1 ? marked : marked.slice(0, offset) + marked.slice(offset + 1);
  const session = createSession({
    diskOf: (home) => diskOf(home === undefined ? {} : project),
    explanations: "file:///docs/errors.md",
  });
  session.addFolder(folder);
  session.open(uri, 1, text);
  const snapshot = session.snapshot(uri);
  if (snapshot === undefined) throw new Error(`${uri} was opened and is not there`);
  return { session, snapshot, offset: offset === -1 ? text.length : offset };
}

/** The text with insertions between `⟨ ⟩`: how hints are read in goldens. */
export function withInsertions(
  { source, lines }: Snapshot,
  insertions: readonly { readonly position: { line: number; character: number }; readonly text: string }[],
): string {
  return insertions
    .map(({ position, text }) => ({ at: lines.offsetAt(position), text }))
    .toSorted((a, b) => b.at - a.at)
    .reduce(
      (text, insertion) => `${text.slice(0, insertion.at)}⟨${insertion.text}⟩${text.slice(insertion.at)}`,
      source.text,
    );
}
