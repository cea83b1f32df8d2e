import type { Parsed } from "./parse.ts";

/** What the `///` lines right above an offset say, or `undefined` if there are none. */
export function docComment({ source: { text }, comments }: Parsed, offset: number): string | undefined {
  const lines: string[] = [];
  let below = text.lastIndexOf("\n", offset - 1) + 1;
  for (let i = comments.length - 1; i >= 0; i -= 1) {
    const { kind, start, end } = comments[i]!;
    if (end > offset) continue;
    const lineStart = text.lastIndexOf("\n", start - 1) + 1;
    const alone = text.slice(lineStart, start).trim() === "" && text.slice(end, below).trim() === "";
    const touches = text.slice(end, below).split("\n").length === 2;
    if (kind !== "documentation" || !alone || !touches) break;
    lines.unshift(
      text
        .slice(start, end)
        .replace(/^\/\/\/ ?/, "")
        .trimEnd(),
    );
    below = lineStart;
  }
  return lines.length === 0 ? undefined : lines.join("\n");
}
