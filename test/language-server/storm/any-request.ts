/** Any request that a client may send, at any place: inside of the text, behind its lines, and where no text can be. */
import type { Position } from "vscode-languageserver-types";
import { requests } from "../../../src/language-server/requests.ts";
import { positionIn } from "./mirror.ts";
import type { Random } from "./random.ts";

export function anyPosition(text: string, random: Random): Position {
  if (random.chance(0.8)) return positionIn(text, random.below(text.length + 1));
  return random.one([
    { line: 0, character: 1e6 },
    { line: 1e9, character: 0 },
    { line: -1, character: -5 },
    { line: 2 ** 31 - 1, character: 2 ** 31 - 1 },
    { line: 0, character: 0 },
  ]);
}

const newNames = ["renamed", "x", "dense", "model", "", "two words", "__proto__", "𝛼"];
const kinds = ["quickfix", "refactor", "source.fixAll", "source.organizeImports", ""];
const methods = Object.keys(requests);

/** Parameters of all sorts at once: each request takes those that it knows. */
export function anyRequest(
  uri: string,
  text: string,
  uris: readonly string[],
  random: Random,
): { readonly method: string; readonly params: object } {
  const position = anyPosition(text, random);
  const range = { start: position, end: random.chance(0.5) ? position : anyPosition(text, random) };
  const params = {
    textDocument: { uri: random.chance(0.97) ? uri : `${uri}.absent` },
    position,
    positions: [position, anyPosition(text, random)],
    range,
    newName: random.one(newNames),
    ch: random.one(["}", "\n", "x", ""]),
    options: { tabSize: 2, insertSpaces: true },
    query: random.one(["", "m", "res", "𝛼"]),
    previousResultId: random.one(["1", "", "no"]),
    item: { name: "x", label: "dense", kind: 12, uri: random.one(uris), range, selectionRange: range },
    context: {
      includeDeclaration: random.chance(0.5),
      diagnostics: [],
      triggerKind: 1,
      isRetrigger: false,
      ...(random.chance(0.5) ? { only: [random.one(kinds)] } : {}),
    },
    label: "dense",
  };
  return { method: random.one(methods), params };
}
