/** The one way in which a program is laid out: the same tree and the same comments, whatever their author's spacing. */

import type { Source } from "../source.ts";
import { printDocument } from "./formatting/print-document.ts";
import { fileDocument } from "./formatting/statements.ts";
import { tokenStream } from "./formatting/token-stream.ts";
import { parse } from "./parse.ts";

/** The formatted text; `undefined` if the text has syntax errors, since then its author's layout is all there is. */
export function format(source: Source): string | undefined {
  const parsed = parse(source);
  if (parsed.diagnostics.some(({ severity }) => severity !== "hint")) return undefined;
  const text = printDocument(fileDocument(tokenStream(parsed), parsed.tree));
  return source.text.includes("\r\n") ? text.replaceAll("\n", "\r\n") : text;
}
