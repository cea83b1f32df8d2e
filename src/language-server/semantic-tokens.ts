/**
 * What each word is, for colours: not by its letters but by what the checker found it to mean. `mean` is a value where somebody
 * named one so, and a layer behind an arrow.
 */
import type { SemanticTokens } from "vscode-languageserver-types";
import type { Declaration, DeclaredAs, Meaning } from "../checker/code-index.ts";
import { is, type Token } from "../parser/token.ts";
import { NumberToken, Operator, StringToken } from "../parser/tokens.ts";
import type { Span } from "../source.ts";
import { formDocs } from "./form-docs.ts";
import { declarationAt, meaningAt } from "./name-at.ts";
import type { Snapshot } from "./snapshot.ts";

export const tokenTypes = [
  "keyword",
  "class",
  "function",
  "parameter",
  "variable",
  "property",
  "enumMember",
  "type",
  "number",
  "string",
  "comment",
  "operator",
] as const;

export const tokenModifiers = ["declaration", "readonly", "defaultLibrary", "documentation"] as const;

type TokenType = (typeof tokenTypes)[number];
type Modifier = (typeof tokenModifiers)[number];

interface Coloured {
  readonly start: number;
  readonly end: number;
  readonly type: TokenType;
  readonly modifiers: readonly Modifier[];
}

/** Of the whole text, or of the tokens that meet a stretch of it. */
export function semanticTokens(
  snapshot: Snapshot,
  stretch?: { readonly start: number; readonly end: number },
): SemanticTokens {
  const { tokens, comments } = snapshot.parsed();
  const meets = ({ start, end }: { readonly start: number; readonly end: number }) =>
    stretch === undefined || (end >= stretch.start && start <= stretch.end);
  const words = tokens
    .filter((token) => meets({ start: token.startOffset, end: token.end }))
    .flatMap((token) => colour(token, snapshot));
  const notes = comments
    .filter(meets)
    .flatMap(({ start, end, kind }) =>
      linesOf(
        { start, end, type: "comment", modifiers: kind === "documentation" ? ["documentation"] : [] },
        snapshot,
      ),
    );
  const all = [...words, ...notes].toSorted((a, b) => a.start - b.start);
  return { data: encoded(all, snapshot) };
}

function colour(token: Token, snapshot: Snapshot): readonly Coloured[] {
  const { image, startOffset: start, end } = token;
  const place = { start, end };
  if (is(token, NumberToken)) return [{ ...place, type: "number", modifiers: [] }];
  if (is(token, StringToken)) return [{ ...place, type: "string", modifiers: [] }];
  if (is(token, Operator) || image === "->") return [{ ...place, type: "operator", modifiers: [] }];
  if (!/^[A-Za-z_]/.test(image)) return [];
  const compiled = snapshot.compiled();
  const span = { file: snapshot.source.file, ...place };
  const meaning = meaningAt(compiled, span);
  const declaration = declarationAt(compiled, span);
  if (declaration !== undefined) return [{ ...place, ...ofDeclaration(declaration, span) }];
  if (meaning !== undefined) return [{ ...place, ...ofMeaning(meaning) }];
  const isKeyword =
    token.tokenType.LABEL === image && (Object.hasOwn(formDocs, image) || smallWords.has(image));
  return isKeyword || literals.has(image) ? [{ ...place, type: "keyword", modifiers: [] }] : [];
}

/** Words that stand inside of forms. */
const smallWords: ReadonlySet<string> = new Set(["in", "from"]);
const literals: ReadonlySet<string> = new Set(["true", "false", "none"]);

const declaredTypes: Readonly<Record<DeclaredAs, TokenType>> = {
  model: "class",
  block: "function",
  parameter: "parameter",
  layer: "function",
  value: "variable",
  input: "variable",
  target: "variable",
  constant: "variable",
  param: "variable",
  dim: "variable",
  name: "variable",
};

const readonlyNames: ReadonlySet<DeclaredAs> = new Set(["constant", "param", "dim", "name"]);

function ofDeclaration({ as, span }: Declaration, here: Span): Pick<Coloured, "type" | "modifiers"> {
  return {
    type: declaredTypes[as],
    modifiers: [
      ...(span.start === here.start && span.file === here.file ? ["declaration" as const] : []),
      ...(readonlyNames.has(as) ? ["readonly" as const] : []),
    ],
  };
}

function ofMeaning(meaning: Meaning): Pick<Coloured, "type" | "modifiers"> {
  switch (meaning.kind) {
    case "entry":
      return { type: "function", modifiers: ["defaultLibrary"] };
    case "argument":
    case "base-argument":
      return { type: "parameter", modifiers: ["defaultLibrary"] };
    case "setting":
      return { type: "property", modifiers: ["defaultLibrary"] };
    case "word":
      return { type: "enumMember", modifiers: ["defaultLibrary"] };
    case "type":
      return { type: "type", modifiers: ["defaultLibrary"] };
    case "declared":
      return { type: "variable", modifiers: [] };
  }
}

/** No token may go over the end of a line: a comment of several lines is several. */
function linesOf(coloured: Coloured, { source, lines }: Snapshot): readonly Coloured[] {
  const pieces: Coloured[] = [];
  let { start } = coloured;
  while (start < coloured.end) {
    const next = Math.min(coloured.end, lines.start(lines.positionAt(start).line + 1));
    const end = start + source.text.slice(start, next).replace(/[\r\n]+$/, "").length;
    if (end > start) pieces.push({ ...coloured, start, end });
    start = Math.max(next, start + 1);
  }
  return pieces;
}

/** Five numbers a token, places counted from the token before. */
function encoded(tokens: readonly Coloured[], { lines }: Snapshot): number[] {
  const data: number[] = [];
  let before = { line: 0, character: 0 };
  for (const { start, end, type, modifiers } of tokens) {
    const here = lines.positionAt(start);
    const column = here.line === before.line ? here.character - before.character : here.character;
    const bits = modifiers.reduce((sum, modifier) => sum | (1 << tokenModifiers.indexOf(modifier)), 0);
    data.push(here.line - before.line, column, end - start, tokenTypes.indexOf(type), bits);
    before = here;
  }
  return data;
}
