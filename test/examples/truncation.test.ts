/** Every example cut off at every byte is still a text that the compiler answers: findings with places inside the text, never a throw. */
import { readdirSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { compile } from "../../src/compile.ts";
import { format } from "../../src/parser/format.ts";

for (const file of readdirSync("examples").filter((name) => name.endsWith(".nn"))) {
  it(`${file} cut off at every byte`, () => {
    const bytes = readFileSync(`examples/${file}`);
    for (let end = 0; end < bytes.length; end++) {
      const text = bytes.subarray(0, end).toString("utf8");
      const { diagnostics } = compile({ file, text });
      const outside = diagnostics.filter(
        ({ span }) => span.start < 0 || span.end > text.length || span.start > span.end,
      );
      expect({ end, outside }).toEqual({ end, outside: [] });
      if (diagnostics.some(({ code }) => code < "NN012")) expect(format({ file, text })).toBeUndefined();
    }
  });
}
