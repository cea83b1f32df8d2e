/** The programs of the documentation are right: each compiles without an error or a warning, and stands in the canonical layout. */
import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { compile } from "../../src/compile.ts";
import { format } from "../../src/parser/format.ts";

for (const page of ["README.md", "docs/language.md"]) {
  const programs = [...readFileSync(page, "utf8").matchAll(/```nn\n([\s\S]*?)```/g)].map(([, text]) => text);
  it(`${page} has programs`, () => expect(programs).not.toHaveLength(0));
  for (const text of programs) {
    const name = /(?:model|block) (\w+)/.exec(text)?.[1] ?? text.slice(0, 20);
    it(`${page}: ${name} compiles and is formatted`, () => {
      const { diagnostics } = compile({ file: `${name}.nn`, text });
      expect(diagnostics.filter(({ severity }) => severity !== "hint").map(({ message }) => message)).toEqual(
        [],
      );
      expect(format({ file: `${name}.nn`, text })).toBe(text);
    });
  }
}
