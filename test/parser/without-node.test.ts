/** Parts taken out of texts, with what parts them from their neighbours. */
import { expect, it } from "vitest";
import { applyEdits } from "../../src/diagnostics/apply-fixes.ts";
import { parse } from "../../src/parser/parse.ts";
import { pathAt } from "../../src/parser/path-at.ts";
import { withoutNode } from "../../src/parser/without-node.ts";

/** What is taken out stands between `«` and `»`; undefined where it cannot be. */
const cases: readonly [what: string, marked: string, after: string | undefined][] = [
  ["the only argument", "block b { dense(«units=3») relu }", "block b { dense relu }"],
  ["a first argument", "block b { dense(«3», use_bias=false) }", "block b { dense(use_bias=false) }"],
  ["a last argument", "block b { dense(3, «use_bias=false») }", "block b { dense(3) }"],
  ["a step", "block b { x -> «dropout(0)» -> relu }", "block b { x -> relu }"],
  ["a last step", "block b { x -> relu -> «dropout(0)» }", "block b { x -> relu }"],
  ["a first layer", "block b { «relu» -> dense(3) }", "block b { dense(3) }"],
  [
    "a layer that is a statement",
    "block b {\n  relu\n  «dropout(0)» // 🦊\n  dense(3)\n}",
    "block b {\n  relu\n  dense(3)\n}",
  ],
  ["a layer beside another", "block b { relu «dropout(0)» dense(3) }", "block b { relu dense(3) }"],
  ["the only layer of a name", "block b { y = «relu» }", undefined],
  ["a step with a comment before it", "block b { x -> relu /* why */ -> «dropout(0)» }", undefined],
  ["a name of several", 'import { a, «b», c } from "./c.nn"', 'import { a, c } from "./c.nn"'],
  ["the only name of an import", 'import { «a» } from "./c.nn"\n\nconst n = 1\n', "const n = 1\n"],
  [
    "a statement with its documentation, and of the empty lines around it one",
    "const a = 1\n\n/// Old.\n/// Very.\n«const b = 2» // left over\n\nconst c = 3\n",
    "const a = 1\n\nconst c = 3\n",
  ],
  [
    "a statement among others on a line",
    "const a = 1; «const b = 2»; const c = 3\n",
    "const a = 1; const c = 3\n",
  ],
  ["the last of a line", "const a = 1; «const b = 2»\nconst c = 3\n", "const a = 1\nconst c = 3\n"],
  ["the last of a text without an end", "const a = 1\n«const b = 2»", "const a = 1\n"],
  [
    "lines with carriage returns",
    "const a = 1\r\n«const b = 2»\r\nconst c = 3\r\n",
    "const a = 1\r\nconst c = 3\r\n",
  ],
  ["a setting on its line", "model M { train { epochs 1; «seed 2» } }", "model M { train { epochs 1 } }"],
  [
    "an entry of several",
    "model M { compile { metrics mae, «mse» } }",
    "model M { compile { metrics mae } }",
  ],
  ["the only entry", "model M { compile { loss mse; metrics «mae» } }", "model M { compile { loss mse } }"],
];

for (const [what, marked, after] of cases)
  it(`takes out ${what}`, () => {
    const [start, end] = [marked.indexOf("«"), marked.indexOf("»") - 1];
    const text = marked.replace(/[«»]/g, "");
    const parsed = parse({ file: "t.nn", text });
    const path = pathAt(parsed.tree, start);
    const at = path.findIndex(
      (node, i) => node.start === start && node.end === end && path[i - 1]?.kind !== "Entry",
    );
    const edits = withoutNode(parsed, path.slice(0, at + 1));
    expect(edits === undefined ? undefined : applyEdits(text, edits)).toBe(after);
  });
