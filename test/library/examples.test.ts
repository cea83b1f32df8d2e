/** Every entry's example, in the model around it: right, without a warning, and in the formatter's layout. */
import { expect, it } from "vitest";
import { compile } from "../../src/compile.ts";
import type { Entry } from "../../src/library/entry.ts";
import { exampleProgram } from "../../src/library/example-program.ts";
import { library } from "../../src/library/index.ts";
import { lower } from "../../src/lowering/lower.ts";
import { format } from "../../src/parser/format.ts";

for (const [category, room] of Object.entries(library)) {
  const entries: readonly Entry[] = room.entries;
  it(`${category} have examples that compile and are formatted`, () => {
    for (const entry of entries) {
      const source = { file: `${entry.name}.nn`, text: exampleProgram(entry) };
      const found = compile(source).diagnostics.filter(({ severity }) => severity !== "hint");
      expect(found.map(({ code, message }) => `${entry.name}: ${code} ${message}`)).toEqual([]);
      expect(format(source)).toBe(source.text);
    }
  });

  it(`${category} have examples that can be trained where they speak of training`, () => {
    for (const entry of entries) {
      const { models } = compile({ file: `${entry.name}.nn`, text: exampleProgram(entry) });
      for (const model of models.filter(({ compile: settings }) => settings !== undefined))
        expect(lower(model, library).training, entry.name).toBeDefined();
    }
  });

  it(`${category} have examples that use them`, () => {
    for (const { name, aliases, example } of entries)
      expect(words(example), example).toContainEqual(expect.toBeOneOf([name, ...aliases]));
  });

  it(`${category} are described in whole sentences`, () => {
    for (const { name, doc } of entries) {
      expect(doc, name).toMatch(/^[A-Z`][\s\S]*[.)]$/);
      expect(doc.match(/`/g)?.length ?? 0, `the quotes of ${name} are closed`).toSatisfy(
        (count: number) => count % 2 === 0,
      );
    }
  });
}

function words(text: string): readonly string[] {
  return text.match(/\w+/g) ?? [];
}
