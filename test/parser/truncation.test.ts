/** Every program, cut off at every place: always an answer, and what is finished stays as it was. */
import { expect, it } from "vitest";
import { parse } from "../../src/parser/parse.ts";
import { programs } from "./programs.ts";

for (const [name, text] of programs) {
  it(`${name}, cut off anywhere`, () => {
    const whole = parse({ file: "a.nn", text }).tree.statements;
    const expected = whole.map((statement) => JSON.stringify(statement));
    for (let end = 0; end <= text.length; end += 1) {
      // Half of a comment's sign is an operator, and so part of what is before it.
      if (text[end - 1] === "/") continue;
      const { tree, diagnostics } = parse({ file: "a.nn", text: text.slice(0, end) });
      const finished = whole.filter((statement) => statement.end < end).length;
      const kept = tree.statements.slice(0, finished).map((statement) => JSON.stringify(statement));
      if (diagnostics.length > 6 || kept.join() !== expected.slice(0, finished).join()) {
        expect({ end, diagnostics, kept }).toEqual({
          end,
          diagnostics: [],
          kept: expected.slice(0, finished),
        });
      }
    }
  });
}
