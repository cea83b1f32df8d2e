/** Statements, bodies and settings → documents. */
import { is } from "../token.ts";
import { Arrow, Comma, Semicolon } from "../tokens.ts";
import type {
  Body,
  Entry,
  Expression,
  File,
  Flow,
  Name,
  Parameter,
  Settings,
  Statement,
  Step,
} from "../tree.ts";
import { type Item, paddings } from "./align-names.ts";
import { align, blank, type Document, endsLine, fresh, group, indent, spaceLine } from "./document.ts";
import {
  commentText,
  danglingComments,
  dropSemicolons,
  isSpaced,
  peek,
  type TokenStream,
  take,
  takeLeading,
  token,
} from "./token-stream.ts";
import { bracketed, closing, dangling, expressionDocument, stepDocument, typeDocument } from "./values.ts";

export function fileDocument(stream: TokenStream, { statements }: File): Document {
  const opening = dropSemicolons(stream);
  return [opening, listDocument(stream, statements, "open"), lastComments(stream, statements.length > 0)];
}

/** The comments before the end of a body or of the file, with the empty lines between them. */
function lastComments(stream: TokenStream, afterStatements: boolean): Document {
  const comments = danglingComments(stream);
  if (comments.length === 0) return "";
  const first = afterStatements && isSpaced(stream) ? blank : fresh;
  return comments.map(({ comment }, i) => [
    i === 0 ? first : comments[i - 1]!.spaced ? blank : fresh,
    commentText(comment),
    fresh,
  ]);
}

/** `open`: one statement a line; `braced`: on one line with `;` between if all fits. */
type Layout = "open" | "braced";

function listDocument(stream: TokenStream, items: readonly Item[], layout: Layout): Document {
  const padding = paddings(stream, items);
  const lines: Document[] = [];
  let cluster: Document[] = [];
  let separated = false;
  items.forEach((item, i) => {
    const previous = items[i - 1];
    const shares = previous !== undefined && !separated && sharesLine(stream, previous, item);
    if (shares) cluster.push({ kind: "line", flat: "  " });
    else {
      lines.push(sideBySide(cluster));
      if (previous !== undefined) lines.push(separator(stream, previous, item, layout));
      lines.push(takeLeading(stream));
      cluster = [];
    }
    cluster.push(itemDocument(stream, item, padding[i]!));
    separated = is(peek(stream), Semicolon);
    cluster.push(dropSemicolons(stream));
  });
  return [...lines, sideBySide(cluster)];
}

/** Statements two spaces apart if all fit on the line, otherwise each on its own. */
function sideBySide(cluster: readonly Document[]): Document {
  return cluster.length > 2 ? group(cluster) : cluster;
}

/** Bare flows and repeats that the author wrote side by side stay so. */
function sharesLine({ text }: TokenStream, previous: Item, item: Item): boolean {
  return isBare(previous) && isBare(item) && !text.slice(previous.end, item.start).includes("\n");
}

function isBare(item: Item): boolean {
  return item.kind === "Repeat" || (item.kind === "Flow" && item.names.length === 0);
}

function separator(stream: TokenStream, previous: Item, item: Item, layout: Layout): Document {
  const apart = [previous, item].some(({ kind }) => kind === "Model" || kind === "Block");
  const line: Document = isSpaced(stream) || apart ? blank : fresh;
  return layout === "open" ? line : { kind: "choice", broken: line, flat: "; " };
}

function itemDocument(stream: TokenStream, item: Item, padding: number): Document {
  switch (item.kind) {
    case "Model":
      return [token(stream), " ", token(stream), " ", bodyDocument(stream, item.body)];
    case "Block":
      return [
        token(stream),
        " ",
        token(stream),
        parametersDocument(stream, item.parameters, item.body),
        " ",
        bodyDocument(stream, item.body),
      ];
    case "Import":
      return [
        token(stream),
        " ",
        bracketed(stream, item.names, { item: token, comma: "broken", spaced: true }),
        " ",
        token(stream),
        " ",
        token(stream),
      ];
    case "Const":
    case "Param":
    case "Input":
    case "Target":
      return declarationDocument(stream, item);
    case "Output":
      return [token(stream), " ", commaList(stream, item.names, token)];
    case "Repeat":
      return [
        token(stream),
        " ",
        repeatNames(stream, item.names),
        expressionDocument(stream, item.over),
        " ",
        bracesDocument(stream, item.body.statements),
      ];
    case "Layer":
      return [
        token(stream),
        " ",
        token(stream),
        " ",
        token(stream),
        " ",
        stepDocument(stream, item.steps[0]!),
        arrowsDocument(stream, item.steps.slice(1)),
      ];
    case "Compile":
    case "Train":
      return [token(stream), " ", settingsDocument(stream, item.settings)];
    case "Data":
    case "Test":
      return [token(stream), " ", token(stream), " ", settingsDocument(stream, item.settings)];
    case "Assert":
      return [token(stream), " ", commaList(stream, item.conditions, expressionDocument)];
    case "Setting":
      return [token(stream), " ", commaList(stream, item.entries, entryDocument)];
    case "Flow":
      return flowDocument(stream, item, padding);
  }
}

type Declaration = Extract<Statement, { kind: "Const" | "Param" | "Input" | "Target" }>;

/** `word name: type = value in range`, of which each form has some parts. */
function declarationDocument(stream: TokenStream, node: Declaration): Document {
  const parts: Document[] = [token(stream), " ", token(stream)];
  if (node.type?.kind === "Type") parts.push(token(stream), " ", typeDocument(stream, node.type));
  if ("value" in node && node.value !== undefined)
    parts.push(" ", token(stream), " ", expressionDocument(stream, node.value));
  if ("within" in node && node.within !== undefined)
    parts.push(" ", token(stream), " ", expressionDocument(stream, node.within));
  return parts;
}

function parametersDocument(stream: TokenStream, parameters: readonly Parameter[], body: Body): Document {
  const isThere = (peek(stream)?.startOffset ?? body.start) < body.start;
  return isThere ? bracketed(stream, parameters, { item: parameterDocument, comma: "broken" }) : "";
}

function parameterDocument(stream: TokenStream, { type, value }: Parameter): Document {
  const parts: Document[] = [token(stream)];
  if (type !== undefined) parts.push(token(stream), " ", typeDocument(stream, type));
  if (value !== undefined) parts.push(" ", token(stream), " ", expressionDocument(stream, value));
  return parts;
}

function repeatNames(stream: TokenStream, names: readonly Name[]): Document {
  return names.length === 0 ? "" : [commaList(stream, names, token), " ", token(stream), " "];
}

/** The body of a model or a block: always one statement a line. */
function bodyDocument(stream: TokenStream, { statements }: Body): Document {
  const open = [token(stream), dropSemicolons(stream)];
  const isEmpty = statements.length === 0 && danglingComments(stream).length === 0;
  if (isEmpty) return [open, closing(stream)];
  const content = listDocument(stream, statements, "open");
  const comments = lastComments(stream, statements.length > 0);
  return [open, indent([fresh, content, comments]), fresh, closing(stream)];
}

function settingsDocument(stream: TokenStream, { items }: Settings): Document {
  return bracesDocument(stream, items);
}

/** Braces that stay on one line if their author began so and it fits. */
function bracesDocument(stream: TokenStream, items: readonly Item[]): Document {
  const brace = peek(stream)!;
  const open = take(stream);
  const skipped = dropSemicolons(stream);
  const first = peek(stream)!;
  const opened = stream.text.slice(brace.end, first.startOffset).includes("\n");
  if (items.length === 0 && danglingComments(stream).length === 0) {
    return [open.leading, open.text, open.trailing, skipped, closing(stream)];
  }
  const content = listDocument(stream, items, "braced");
  const comments = items.length === 0 ? dangling(stream, false) : lastComments(stream, true);
  const inside = [
    open.text,
    open.trailing,
    skipped,
    indent([spaceLine, content, comments]),
    spaceLine,
    closing(stream),
  ];
  return [open.leading, group(inside, opened)];
}

function flowDocument(stream: TokenStream, { names, source, steps }: Flow, padding: number): Document {
  const left =
    names.length === 0
      ? ""
      : [
          givenNames(stream, names),
          { kind: "choice" as const, broken: " ".repeat(padding), flat: "" },
          " ",
          token(stream),
          " ",
        ];
  return [left, expressionDocument(stream, source), arrowsDocument(stream, steps)];
}

function givenNames(stream: TokenStream, names: readonly Name[]): Document {
  if (names.length === 1 && peek(stream)?.image === names[0]!.text) return token(stream);
  return bracketed(stream, names, { item: token, comma: "never" });
}

/** `-> step …`: breaks that the author put before an arrow are kept, and arrows stand under the first one. */
function arrowsDocument(stream: TokenStream, steps: readonly Step[]): Document {
  if (steps.length === 0) return "";
  const parts: Document[] = [];
  const breaks: boolean[] = [];
  for (const step of steps) {
    breaks.push(beginsLine(stream));
    parts.push([token(stream), " ", stepDocument(stream, step)]);
  }
  const separators = breaks.slice(1).map((isBreak) => (isBreak ? fresh : spaceLine));
  const fill: Document = { kind: "fill", parts, separators };
  if (breaks[0] === true) return indent([fresh, fill]);
  return [" ", parts.length === 1 ? fill : align(fill)];
}

/** Whether the arrow ahead stands on another line than what is before it. */
function beginsLine(stream: TokenStream): boolean {
  const arrow = peek(stream);
  if (!is(arrow, Arrow)) return false;
  const before = stream.tokens[stream.next - 1]!;
  return stream.text.slice(before.end, arrow!.startOffset).includes("\n");
}

/** Items with commas, continued under the first one. */
function commaList<Item>(
  stream: TokenStream,
  items: readonly Item[],
  item: (stream: TokenStream, item: Item) => Document,
): Document {
  const parts = items.map((each) => [item(stream, each), is(peek(stream), Comma) ? token(stream) : ""]);
  const separators = parts.slice(0, -1).map((part) => (endsLine(part) ? fresh : spaceLine));
  const fill: Document = { kind: "fill", parts, separators };
  return parts.length === 1 ? fill : align(fill);
}

function entryDocument(stream: TokenStream, { key, value }: Entry): Document {
  const name = key === undefined ? "" : [token(stream), token(stream), " "];
  return [name, expressionDocument(stream, value as Expression)];
}
