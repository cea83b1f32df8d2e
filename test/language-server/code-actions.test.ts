import { readdirSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";
import type { CodeAction } from "vscode-languageserver-types";
import { applyEdits } from "../../src/diagnostics/apply-fixes.ts";
import { codeActions } from "../../src/language-server/code-actions.ts";
import { diagnosticsOf } from "../../src/language-server/diagnostics.ts";
import { format } from "../../src/parser/format.ts";
import type { Statement } from "../../src/parser/tree.ts";
import { changed, listed } from "./drawn.ts";
import { folder, openText } from "./open-text.ts";
import { blocks, model as project } from "./programs.ts";

const files = { "blocks.nn": blocks };

/** All that is offered for what stands between `«` and `»`, with the texts that each would leave. */
function offers(marked: string, only?: string[]) {
  const text = marked.replace(/[«»]/g, "");
  const start = marked.indexOf("«");
  const end = marked.indexOf("»") - 1;
  const { session, snapshot } = openText(text, { files });
  const actions = codeActions(
    snapshot,
    { start, end },
    { diagnostics: [...diagnosticsOf(snapshot)], ...(only === undefined ? {} : { only }) },
  );
  return actions.map((action) => ({ action, after: after(action, session), snapshot }));
}

function after({ edit }: CodeAction, session: ReturnType<typeof openText>["session"]) {
  return edit === undefined ? {} : changed(session, edit);
}

/** What a model computes and all that is said of it, whatever its text looks like. */
function facts(text: string) {
  const { models, diagnostics } = openText(text, { files }).snapshot.compiled();
  return {
    errors: diagnostics.filter(({ severity }) => severity === "error").map(({ message }) => message),
    said: diagnostics.map(({ code, message }) => `${code} ${message}`).sort(),
    weights: models.map(({ weights }) => weights.map(({ path, shape }) => [path, shape])),
    shapes: models.map(({ outputs, values }) => outputs.map(({ value }) => values[value].type)),
  };
}

const head = "// 🧠 𝛼\nmodel M {\n  input image: [8, 8, 1]\n\n";
const tail = `
  compile {
    optimizer adam
    loss sparse_categorical_crossentropy
  }
}
`;
const model = (body: string) => head + body + tail;
const last = "  flatten -> dense(3, activation=softmax)\n";

const refactorings: readonly [what: string, only: string, text: string][] = [
  [
    "extract steps",
    "refactor.extract",
    model(`  image -> «conv2d(4, 3) -> relu» -> flatten -> dense(3, activation=softmax)\n`),
  ],
  [
    "extract statements",
    "refactor.extract",
    model(`  conv2d(4, 3)\n  «conv2d(8, 3) // 🧱\n  relu\n  max_pooling2d»\n${last}`),
  ],
  [
    "extract named",
    "refactor.extract",
    model(
      `  a = image -> conv2d(4, 3)\n  «b = a -> relu\n  c = a -> sigmoid»\n  (b, c) -> add -> flatten -> dense(3, activation=softmax)\n`,
    ),
  ],
  [
    "extract one named",
    "refactor.extract",
    model(
      `  «a = image -> conv2d(4, 3)\n  b = image -> conv2d(4, 3) -> relu\n  c = (a, b) -> add»\n  c -> flatten -> dense(3, activation=softmax)\n`,
    ),
  ],
  [
    "extract with constants",
    "refactor.extract",
    model(`  const width = 4\n  repeat k in [1, 3] {\n    «conv2d(width, k)\n    relu»\n  }\n${last}`),
  ],
  ["extract repeat", "refactor.extract", model(`  «repeat k in [1, 3] { conv2d(4, k) }»\n${last}`)],
  ["extract from one line", "refactor.extract", "model M { input x: [4]; «dense(8) relu» dense(1) }"],
  [
    "inline bare",
    "refactor.inline",
    `import { residual } from "./blocks.nn"\n\n${model(`  conv2d(8, 3)\n  «»residual(8)\n${last}`)}`,
  ],
  [
    "inline step",
    "refactor.inline",
    `import { residual } from "./blocks.nn"\n\n${model(`  x = image -> conv2d(8, 3) -> «residual(4 + 4, stride=2)» -> relu\n  x -> flatten -> dense(3, activation=softmax)\n`)}`,
  ],
  [
    "inline last use",
    "refactor.inline",
    `/// A head.\nblock top(classes: int) {\n  input x\n  flatten\n  dense(classes, activation=softmax)\n}\n\n${model(`  image -> conv2d(4, 3) -> «top»(3)\n`)}`,
  ],
  [
    "inline several values",
    "refactor.inline",
    `block two(n: int) {\n  input x\n  a = x -> conv2d(n, 3)\n  b = x -> conv2d(n, 3)\n  output a, b\n}\n\n${model(`  (p, q) = image -> «two(2)»\n  (p, q) -> add -> flatten -> dense(3, activation=softmax)\n`)}`,
  ],
  [
    "inline with what it speaks of",
    "refactor.inline",
    `import { tower } from "./blocks.nn"\n\n${model(`  conv2d(8, 3)\n  «»tower(4)\n${last}`)}`,
  ],
  [
    "inline clashing",
    "refactor.inline",
    `block both(n: int) {\n  input image\n  a = image -> conv2d(n, 3)\n  (a, a) -> add\n}\n\n${model(`  a = image -> conv2d(2, 3)\n  a -> both(3) -> «both(4)»\n${last}`)}`,
  ],
  [
    "inline inside repeat",
    "refactor.inline",
    `import { residual } from "./blocks.nn"\n\n${model(`  conv2d(8, 3)\n  repeat f in [8, 8] {\n    conv2d(f, 1)\n    «»residual(f)\n  }\n${last}`)}`,
  ],
  [
    "inline repeat",
    "refactor.inline",
    `block twice(n: int) {\n  input x\n  repeat 2 { dense(n) }\n}\n\n${model(`  image -> «twice(4)» -> relu\n${last}`)}`,
  ],
  [
    "to arrows",
    "refactor.rewrite",
    model(`  conv2d(4, 3)\n  re«»lu\n  // why\n  flatten;\n  dense(3, activation=softmax)\n`),
  ],
  [
    "to arrows with name",
    "refactor.rewrite",
    model(`  image -> conv2d(4, 3)\n  «relu\n  out = flatten»\n  out -> dense(3, activation=softmax)\n`),
  ],
  [
    "to lines",
    "refactor.rewrite",
    model(`  image -> conv2d(4, 3) -> re«»lu /* 🧱 */ -> flatten -> dense(3, activation=softmax)\n`),
  ],
  [
    "to lines with comments",
    "refactor.rewrite",
    model(
      `  image -> conv2d(4, 3) // a\n    -> re«»lu /* b */ -> flatten\n    // c\n    -> dense(3, activation=softmax)\n`,
    ),
  ],
  [
    "to lines from another value",
    "refactor.rewrite",
    model(
      `  a = image -> conv2d(4, 3)\n  b = a -> re«»lu -> conv2d(4, 3, padding=same)\n  c = a -> sigm«»oid -> relu\n  (b, c) -> add -> flatten -> dense(3, activation=softmax)\n`.replace(
        "sigm«»oid",
        "sigmoid",
      ),
    ),
  ],
];

for (const [what, only, text] of refactorings)
  it(`offers: ${what}`, async () => {
    const offered = offers(text, [only]);
    const drawn = offered.map(({ action, after }) => `// ${action.kind}: ${action.title}\n${listed(after)}`);
    await expect(drawn.join("\n")).toMatchFileSnapshot(`golden/code-actions/${what.replaceAll(" ", "-")}.nn`);
    expect(offered.length).toBeGreaterThan(0);
    for (const { after, snapshot } of offered) {
      const now = after["model.nn"];
      expect(facts(now)).toEqual(facts(snapshot.source.text));
      expect(facts(now).errors).toEqual([]);
      if (format(snapshot.source) === snapshot.source.text)
        expect(format({ file: "model.nn", text: now })).toBe(now);
    }
  });

const nothing: readonly [what: string, text: string][] = [
  ["a layer that is declared outside", model(`  layer act = conv2d(1, 1)\n  «act\n  relu»\n${last}`)],
  ["statements that no block can hold", `model M {\n  «input x: [4]\n  dense(2)»\n}`],
  ["an arrow", model(`  conv2d(4, 3) «->» relu\n${last}`)],
  ["an empty selection in a setting", model(last).replace("adam", "ad«»am")],
];

for (const [what, text] of nothing)
  it(`extracts nothing from ${what}`, () => expect(offers(text, ["refactor.extract"])).toEqual([]));

it("does not write out a block whose arguments the statements cannot take", () => {
  const text = `import { residual } from "./blocks.nn"\n\n${model(`  conv2d(8, 3)\n  «»residual(8, trainable=false)\n${last}`)}`;
  expect(offers(text, ["refactor.inline"])).toEqual([]);
});

const repairs: readonly [what: string, only: string[] | undefined, text: string][] = [
  ["fix", ["quickfix"], model(`  «cnov2d(4, 3)»\n${last}`)],
  [
    "fix all",
    ["source.fixAll"],
    `model M { input x: [4]«» # what\n  dense (2, units: 3)\n  dense(1, activation='relu') // 🧱\n  compile { optimizer = adam; loss: mse } }`,
  ],
  ["allow", ["quickfix"], `model M { /* 🧱 */ input x: [4]\n  «dense»(8)\n  dense(1) // here\n  relu }`],
  [
    "target of classes",
    ["quickfix"],
    model(`  flatten\n  dense(3, activation=softmax)\n`).replace("model M", "model «»M"),
  ],
  [
    "target of numbers",
    ["quickfix"],
    "model M { input x: [4]; dense(2); «compile» { optimizer adam; loss mse } }",
  ],
  [
    "target of two outputs",
    ["quickfix"],
    "model «»M {\n  input x: [4]\n  a = x -> dense(1, activation=sigmoid)\n  b = x -> dense(5)\n  output a, b\n  compile { optimizer adam; loss a: binary_crossentropy, b: mse }\n}\n",
  ],
  [
    "organize imports",
    ["source.organizeImports"],
    `import { tower, residual } from "./blocks.nn"\nimport { base } from "./blocks.nn"\n\n${model(`  residual(2)\n  tower(4)\n${last}`)}«»`,
  ],
  [
    "organize imports to none",
    ["source.organizeImports"],
    `import { tower } from "./blocks.nn"\n\n${model(last)}«»`,
  ],
];

for (const [what, only, text] of repairs)
  it(`offers: ${what}`, async () => {
    const offered = offers(text, only);
    const drawn = offered.map(({ action, after }) => {
      const { kind, title, isPreferred, diagnostics = [] } = action;
      const said = diagnostics.map(({ code }) => code).join(" ");
      return `// ${kind}: ${title}${isPreferred === true ? " ★" : ""} ${said}\n${listed(after)}`;
    });
    await expect(drawn.join("\n")).toMatchFileSnapshot(`golden/code-actions/${what.replaceAll(" ", "-")}.nn`);
    expect(offered.length).toBeGreaterThan(0);
  });

it("offers the fix of everything that has one, and makes the very edits", async () => {
  const rows = readdirSync("test/errors").flatMap((file) => {
    // Programs at the limits of size have no fix, and take seconds.
    if (!file.endsWith(".nn") || file.startsWith("NN052")) return [];
    const { session } = openText("");
    const uri = `${folder}/${file}`;
    const text = readFileSync(`test/errors/${file}`, "utf8");
    session.open(uri, 1, text);
    const snapshot = session.snapshot(uri);
    if (snapshot === undefined) throw new Error("the text is open");
    const found = snapshot
      .compiled()
      .diagnostics.flatMap(({ code, span, fix }) => (fix === undefined ? [] : [{ code, span, fix }]));
    const first = found.filter(({ code }, i) => found.findIndex((one) => one.code === code) === i);
    return first.map(({ code, span: { start }, fix }) => {
      const context = { diagnostics: [...diagnosticsOf(snapshot)], only: ["quickfix"] };
      const offered = codeActions(snapshot, { start, end: start }, context).find(
        ({ title, diagnostics = [] }) => title === fix.title && diagnostics[0]?.code === code,
      );
      if (offered === undefined) return `${file}: ${code} IS NOT OFFERED`;
      expect(after(offered, session)[file]).toBe(applyEdits(text, fix.edits));
      expect(offered.isPreferred).toBe(fix.safe);
      return `${file}: ${fix.title}${fix.safe ? " ★" : ""}${file.startsWith(code) ? "" : ` (${code})`}`;
    });
  });
  await expect(`${rows.join("\n")}\n`).toMatchFileSnapshot("golden/code-actions/fix-of-each-code.txt");
});

it("offers the fix of what is wrong in an imported file because of how it is used", () => {
  const files = {
    "heads.nn":
      "block head(classes: int) {\n  input x\n  x -> flatten -> dense(classes, activation=softmax)\n}\n",
  };
  const text =
    'import { head } from "./heads.nn"\n\nmodel M {\n  input image: [8, 8, 1]\n  target sick: binary\n  image -> head(1)\n  compile { optimizer adam; loss binary_crossentropy }\n}\n';
  const { session, snapshot } = openText(text, { files });
  const diagnostics = [...diagnosticsOf(snapshot)];
  expect(diagnostics.map(({ code }) => code)).toEqual(["NN202"]);
  const { start, end } = diagnostics[0].range;
  const stretch = { start: snapshot.lines.offsetAt(start), end: snapshot.lines.offsetAt(end) };
  expect(text.slice(stretch.start, stretch.end)).toBe("head(1)");
  const [offered] = codeActions(snapshot, stretch, { diagnostics, only: ["quickfix"] });
  expect(after(offered, session)).toEqual({ "heads.nn": files["heads.nn"].replace("softmax", "sigmoid") });
});

it("offers care of the whole text only when asked for, and only where there is something to do", () => {
  const sound = model(last).replace("model M", "model «»M");
  expect(offers(sound, ["source"])).toEqual([]);
  const kinds = offers(model(last).replace("model M", "model «»M")).map(({ action }) => action.kind);
  expect(kinds).toEqual(["quickfix"]);
});

const programs = [
  ...readdirSync("examples")
    .filter((file) => file.endsWith(".nn"))
    .map((file) => [file, readFileSync(`examples/${file}`, "utf8")]),
  ["a model of two files", project],
];

for (const [name, text] of programs)
  it(`keeps what the model is and all that is said of it, wherever it is changed: ${name}`, () => {
    const { session, snapshot } = openText(text, { files });
    const before = facts(text);
    const tried = new Set<string>();
    for (const selected of selections(snapshot.parsed().tree.statements))
      for (const action of codeActions(snapshot, selected, { diagnostics: [], only: ["refactor"] })) {
        const now = after(action, session)["model.nn"];
        if (tried.has(now)) continue;
        tried.add(now);
        expect(facts(now), action.title).toEqual(before);
      }
    expect(tried.size).toBeGreaterThan(5);
  });

/** Each statement: the cursor in it, all of it, and it with the next one; each step with those behind it. */
function selections(statements: readonly Statement[]): readonly { start: number; end: number }[] {
  return statements.flatMap((statement, i) => {
    const { start, end } = statement;
    const inside = "body" in statement ? selections(statement.body.statements) : [];
    const steps = statement.kind === "Flow" ? statement.steps : [];
    const rest = steps.map((step) => ({ start: step.start, end: steps[steps.length - 1].end }));
    const next = statements[i + 1]?.end ?? end;
    return [{ start: start + 1, end: start + 1 }, { start, end }, { start, end: next }, ...rest, ...inside];
  });
}
