/** Values, arguments and types → documents. */

import { is } from "../token.ts";
import { Comma } from "../tokens.ts";
import type { Argument, Arguments, Expression, Step, TypeExpression } from "../tree.ts";
import { type Document, fresh, group, indent, softLine, spaceLine } from "./document.ts";
import { commentText, danglingComments, drop, peek, type TokenStream, take, token } from "./token-stream.ts";

export function expressionDocument(stream: TokenStream, node: Expression): Document {
  switch (node.kind) {
    case "Binary": {
      const left = expressionDocument(stream, node.left);
      const tight = node.operator === "**" || node.operator === "..";
      const operator = tight ? token(stream) : [" ", token(stream), " "];
      return [left, operator, expressionDocument(stream, node.right)];
    }
    case "Unary":
      return [token(stream), expressionDocument(stream, node.value)];
    case "Group":
      return bracketed(stream, [node.value], { item: expressionDocument, comma: "never" });
    case "Tuple":
      return bracketed(stream, node.items, {
        item: expressionDocument,
        comma: node.items.length === 1 ? "always" : "broken",
      });
    case "List":
      return bracketed(stream, node.items, { item: expressionDocument, comma: "broken" });
    case "Call":
      return [token(stream), argumentsDocument(stream, node.arguments)];
    case "Missing":
      return "";
    default:
      return token(stream);
  }
}

function argumentsDocument(stream: TokenStream, { items }: Arguments): Document {
  return bracketed(stream, items, { item: argumentDocument, comma: "broken" });
}

function argumentDocument(stream: TokenStream, { name, value }: Argument): Document {
  if (name === undefined) return argumentValue(stream, value);
  return [token(stream), token(stream), argumentValue(stream, value)];
}

/** A size written `(3, 3)` becomes a list; a tuple of values stays one. */
function argumentValue(stream: TokenStream, value: Expression): Document {
  const isSize =
    value.kind === "Tuple" && value.items.length > 0 && value.items.every(({ kind }) => kind === "Number");
  if (!isSize) return expressionDocument(stream, value);
  return bracketed(stream, value.items, { item: expressionDocument, comma: "broken", brackets: ["[", "]"] });
}

export function typeDocument(stream: TokenStream, node: TypeExpression): Document {
  const name = node.name === undefined ? "" : token(stream);
  const list = node.arguments === undefined ? "" : argumentsDocument(stream, node.arguments);
  const dims = node.dims === undefined ? "" : expressionDocument(stream, node.dims);
  return [name, list, dims];
}

export function stepDocument(stream: TokenStream, step: Step): Document {
  return expressionDocument(stream, step);
}

interface Listing<Item> {
  readonly item: (stream: TokenStream, item: Item) => Document;
  /** Whether a comma stands behind the last item: in a broken list, always (`(a,)`), or never (`(a)`). */
  readonly comma: "broken" | "always" | "never";
  readonly brackets?: readonly [string, string];
  /** Spaces inside the brackets. */
  readonly spaced?: boolean;
}

/** A bracket, items with commas, and the closing bracket: on one line, or one item a line. */
export function bracketed<Item>(
  stream: TokenStream,
  items: readonly Item[],
  listing: Listing<Item>,
): Document {
  const open = take(stream, listing.brackets?.[0]);
  const edge = listing.spaced === true ? spaceLine : softLine;
  const content: Document[] = [];
  items.forEach((item, i) => {
    content.push(listing.item(stream, item));
    if (i < items.length - 1) content.push(token(stream), spaceLine);
    else content.push(lastComma(listing.comma), is(peek(stream), Comma) ? drop(stream) : "");
  });
  content.push(dangling(stream, items.length > 0));
  const close = closing(stream, listing.brackets?.[1]);
  const empty = items.length === 0 && content.every((part) => part === "");
  if (empty) return [open.leading, open.text, open.trailing, close];
  return [open.leading, group([open.text, open.trailing, indent([edge, content]), edge, close])];
}

function lastComma(comma: Listing<unknown>["comma"]): Document {
  if (comma === "broken") return { kind: "choice", broken: ",", flat: "" };
  return comma === "always" ? "," : "";
}

/** The comments before a closing bracket, inside the brackets. */
export function dangling(stream: TokenStream, afterItems: boolean): Document {
  const comments = danglingComments(stream);
  if (comments.length === 0) return "";
  return comments.map(({ comment, own }, i) => {
    const gap = own ? fresh : i > 0 || afterItems ? spaceLine : "";
    return [
      gap,
      own ? commentText(comment) : { kind: "comment" as const, text: commentText(comment) },
      own ? fresh : "",
    ];
  });
}

/** A closing bracket without the comments before it. */
export function closing(stream: TokenStream, replacement?: string): Document {
  const { text, trailing } = take(stream, replacement);
  return [text, trailing];
}
