/** The one printer of comments. Nothing in them can end them, speak to a tool, or hide from a reader. */
import { type Code, trusted } from "./code.ts";
import { WIDTH } from "./expression.ts";
import { escapeUnit, INVISIBLE } from "./literal.ts";

/** `// text` in lines of at most `width`, whatever line breaks the text has. */
export function lineComment(text: string, width = WIDTH): Code {
  const lines = wrapped(text.replace(/\s+/gu, " ").trim(), width - "// ".length);
  return trusted(lines.map((line) => `// ${harmless(line)}`).join("\n"));
}

/** The text as a documentation comment, line by line. */
export function docComment(text: string): Code {
  const lines = text
    .split(/\r\n|[\n\r\u2028\u2029]/)
    .flatMap((line) => wrapped(line.replace(/\s/gu, " ").trimEnd(), LONGEST))
    .map(harmless);
  if (lines.length === 1 && lines[0].length <= LONGEST_ALONE) return trusted(`/** ${lines[0].trim()} */`);
  return trusted(["/**", ...lines.map((line) => ` * ${line}`.trimEnd()), " */"].join("\n"));
}

/** Lines no longer than those of the code, as far as there are spaces to part them at. */
function wrapped(line: string, longest: number): readonly string[] {
  if (line.length <= longest) return [line];
  const space = line.lastIndexOf(" ", longest);
  const at = space > 0 ? space : line.indexOf(" ", longest);
  return at <= 0
    ? [line]
    : [line.slice(0, at).trimEnd(), ...wrapped(line.slice(at + 1).trimStart(), longest)];
}

/** What is left of the width beside the signs of a comment and one level of indentation. */
const LONGEST = WIDTH - "   * ".length - 1;
const LONGEST_ALONE = WIDTH - "  /**  */".length;

/** Without signs that end a comment or a script, instructions to compilers (`@ts-expect-error`), or invisible signs. */
function harmless(line: string): string {
  return line
    .replace(CONTROL, escapeUnit)
    .replace(INVISIBLE, escapeUnit)
    .replaceAll("*/", "*\\/")
    .replaceAll("</", "<\\/")
    .replaceAll("<!--", "<\\!--")
    .replace(/^(\s*[/*]*\s*)@/, "$1\\@")
    .replace(/([#@])(\s*source)/g, "$1\\$2");
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not reach a comment.
const CONTROL = /[\u0000-\u001f]|\p{Surrogate}/gu;
