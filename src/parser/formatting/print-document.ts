/** Prints a document within a width. Comments that close a line wait for its end, so they can never swallow code. */
import type { Document } from "./document.ts";

const width = 100;
const step = 2;
/** Beyond this column nothing is aligned: too little of the line would be left. */
const farRight = 40;

/** What comes after the document being printed, as far as the end of its line matters. */
interface Rest {
  readonly documents: readonly Document[];
  readonly from: number;
  readonly broken: boolean;
  readonly next?: Rest;
}

interface Page {
  readonly pieces: string[];
  column: number;
  /** Nothing has been printed on this line yet. */
  empty: boolean;
  /** Nothing has been printed at all, or an empty line is above. */
  spaced: boolean;
  waiting: string[];
}

export function printDocument(document: Document): string {
  const page: Page = { pieces: [], column: 0, empty: true, spaced: true, waiting: [] };
  print(page, document, 0, true, undefined);
  if (!page.empty || page.waiting.length > 0) endLine(page, 0);
  return page.pieces.join("");
}

function print(
  page: Page,
  document: Document,
  indent: number,
  broken: boolean,
  rest: Rest | undefined,
): void {
  if (typeof document === "string") write(page, document, indent);
  else if ("length" in document) {
    document.forEach((part, i) => {
      print(page, part, indent, broken, {
        documents: document,
        from: i + 1,
        broken,
        ...(rest && { next: rest }),
      });
    });
  } else printNode(page, document, indent, broken, rest);
}

type Node = Extract<Document, { kind: string }>;

function printNode(page: Page, node: Node, indent: number, broken: boolean, rest: Rest | undefined): void {
  switch (node.kind) {
    case "line":
      if (broken) startLine(page, indent, false);
      else write(page, node.flat, indent);
      break;
    case "fresh":
      startLine(page, indent, node.blank);
      break;
    case "group":
      print(page, node.content, indent, node.broken || !fits(page, node.content, rest), rest);
      break;
    case "indent":
      print(page, node.content, indent + step, broken, rest);
      break;
    case "align":
      print(page, node.content, alignment(page, indent), broken, rest);
      break;
    case "fill":
      printFill(page, node, indent, rest);
      break;
    case "comment":
      if (page.waiting.length > 0) startLine(page, indent, false);
      write(page, node.text, indent);
      break;
    case "suffix":
      if (page.waiting.length > 0) startLine(page, indent, false);
      page.waiting.push(node.text);
      if (page.empty) page.column = indent;
      break;
    case "choice":
      print(page, broken ? node.broken : node.flat, indent, broken, rest);
  }
}

function alignment({ empty, column }: Page, indent: number): number {
  if (empty) return indent;
  return column > farRight ? indent + step : column;
}

function printFill(
  page: Page,
  { parts, separators }: Extract<Document, { kind: "fill" }>,
  indent: number,
  rest: Rest | undefined,
): void {
  for (let i = 0; i < parts.length; i += 1) {
    const separator = separators[i - 1];
    const last = i === parts.length - 1;
    const after = last ? rest : undefined;
    if (separator !== undefined)
      print(page, separator, indent, !fits(page, [separator, parts[i]!], after), undefined);
    print(page, parts[i]!, indent, !fits(page, parts[i]!, after), after);
  }
}

function write(page: Page, text: string, indent: number): void {
  if (text === "") return;
  // Only a comma may still come before a comment that closes the line.
  if (page.waiting.length > 0 && (page.empty || text !== ",")) startLine(page, indent, false);
  if (page.empty) {
    const blankText = text.trimStart() === "";
    if (blankText) return;
    page.pieces.push(" ".repeat(indent));
    page.column = indent;
  }
  page.pieces.push(text);
  page.empty = false;
  page.spaced = false;
  const newline = text.lastIndexOf("\n");
  page.column = newline === -1 ? page.column + text.length : text.length - newline - 1;
}

function startLine(page: Page, indent: number, blank: boolean): void {
  if (!page.empty || page.waiting.length > 0) endLine(page, indent);
  if (blank && !page.spaced) {
    page.pieces.push("\n");
    page.spaced = true;
  }
  page.column = indent;
}

function endLine(page: Page, indent: number): void {
  const { pieces } = page;
  if (!page.empty) trimEnd(pieces);
  for (const comment of page.waiting) pieces.push(page.empty ? " ".repeat(page.column) : "  ", comment);
  pieces.push("\n");
  page.waiting = [];
  page.empty = true;
  page.spaced = false;
  page.column = indent;
}

function trimEnd(pieces: string[]): void {
  while (pieces.length > 0 && /^ +$/.test(pieces.at(-1)!)) pieces.pop();
  const last = pieces.at(-1);
  if (last !== undefined && last !== "\n") pieces[pieces.length - 1] = last.replace(/ +$/, "");
}

/** Whether a document, flat, and what must follow it on its line fit into what is left of the line. */
function fits(page: Page, document: Document, rest: Rest | undefined): boolean {
  let left = width - page.column;
  let after = rest;
  const stack: { document: Document; broken: boolean }[] = [{ document, broken: false }];
  while (left >= 0) {
    const top = stack.pop();
    if (top === undefined) {
      if (after === undefined) return true;
      for (let i = after.documents.length - 1; i >= after.from; i -= 1) {
        stack.push({ document: after.documents[i]!, broken: after.broken });
      }
      after = after.next;
      continue;
    }
    const taken = measure(top.document, top.broken, stack);
    if (taken === undefined) return true;
    left -= taken;
  }
  return false;
}

/** The width of a leaf, nothing for what has been unpacked onto the stack, `undefined` where the line ends. */
function measure(
  document: Document,
  broken: boolean,
  stack: { document: Document; broken: boolean }[],
): number | undefined {
  if (typeof document === "string") return document.length;
  const unpack = (documents: readonly Document[], inBroken: boolean) => {
    for (let i = documents.length - 1; i >= 0; i -= 1)
      stack.push({ document: documents[i]!, broken: inBroken });
    return 0;
  };
  if ("length" in document) return unpack(document, broken);
  switch (document.kind) {
    case "line":
      return broken ? undefined : document.flat.length;
    case "fresh":
      return undefined;
    case "comment":
      return document.text.includes("\n") ? undefined : document.text.length;
    case "suffix":
      return 0;
    case "choice":
      return unpack([broken ? document.broken : document.flat], broken);
    case "fill":
      return unpack(
        document.parts.flatMap((part, i) => [part, document.separators[i] ?? ""]),
        broken,
      );
    case "group":
      return unpack([document.content], document.broken || broken);
    default:
      return unpack([document.content], broken);
  }
}
