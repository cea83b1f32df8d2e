/** A change of a program that an editor may offer. */
import type { CodeActionKind } from "vscode-languageserver-types";
import type { Edit } from "../../diagnostics/diagnostic.ts";
import type { Snapshot } from "../snapshot.ts";

export interface Stretch {
  readonly start: number;
  readonly end: number;
}

export interface Change {
  readonly title: string;
  readonly kind: CodeActionKind;
  readonly edits: readonly Edit[];
}

/** Finds what can be done with what is selected; undefined where it cannot be, or where it would change a model. */
export type FindChange = (snapshot: Snapshot, selected: Stretch) => Change | undefined;

/** An edit of the snapshot's own text. */
export function edit({ source }: Snapshot, start: number, end: number, text: string): Edit {
  return { span: { file: source.file, start, end }, text };
}
