/** Edits as an editor sends them, and the kinds of them that people make. */

/** Takes `remove` characters away at an offset, and puts others there. */
export interface Edit {
  readonly at: number;
  readonly remove: number;
  readonly put: string;
}

export function edited(text: string, { at, remove, put }: Edit): string {
  return text.slice(0, at) + put + text.slice(at + remove);
}

/** A word typed letter by letter, and taken away again from behind. */
export function typed(at: number, word: string): readonly Edit[] {
  const there = Array.from(word, (letter, i): Edit => ({ at: at + i, remove: 0, put: letter }));
  const back = there.toReversed().map(({ at }): Edit => ({ at, remove: 1, put: "" }));
  return [...there, ...back];
}

/** A piece put in at once, and taken away again. */
export function pasted(at: number, piece: string): readonly Edit[] {
  return [
    { at, remove: 0, put: piece },
    { at, remove: piece.length, put: "" },
  ];
}

/** A piece of the text deleted, and put back. */
export function deleted(text: string, at: number, length: number): readonly Edit[] {
  return [
    { at, remove: length, put: "" },
    { at, remove: 0, put: text.slice(at, at + length) },
  ];
}

/** One character in place of another, and back. */
export function replaced(text: string, at: number, put: string): readonly Edit[] {
  return [
    { at, remove: 1, put },
    { at, remove: put.length, put: text.slice(at, at + 1) },
  ];
}
