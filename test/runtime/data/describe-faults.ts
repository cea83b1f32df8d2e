/** Diagnostics of data as lines of text: place, code, words, and what of the text they point at. */
import type { Diagnostic } from "../../../src/diagnostics/diagnostic.ts";
import { positionAt, type Source } from "../../../src/source.ts";

export function describeFaults(problems: readonly Diagnostic[], { text }: Source): string {
  return problems
    .map(({ code, message, help, span }) => {
      const { line, column } = positionAt(text, span.start);
      const pointed = text.slice(span.start, span.end).split("\n")[0];
      return `${line}:${column} ${code} «${pointed}»\n  ${[...message.split("\n"), ...(help === undefined ? [] : [help])].join("\n  ")}\n`;
    })
    .join("");
}
