/** Hostile names, texts and remarks in every place of a model stay names, texts and remarks in the generated code. */
import { spawnSync } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Node, type SourceFile, SyntaxKind, ts } from "ts-morph";
import { afterAll, expect, it } from "vitest";
import type { Model } from "../../src/checker/model.ts";
import { newProject } from "../../src/codegen/typescript/new-project.ts";
import { printModule } from "../../src/codegen/typescript/print-module.ts";
import { library } from "../../src/library/index.ts";
import type { Preparation } from "../../src/runtime/data/preparation.ts";
import { compileFile, importModule } from "./generated.ts";
import { payloads } from "./payloads.ts";

const { model } = compileFile("test/codegen/programs/hostile.nn");
const folder = "node_modules/.cache/nnc-codegen/hostile";
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const plain = parse(printWith("plain_"), "plain");
/** What may stand in a module besides: names that are no words become strings. */
const allowed = new Set([
  ...kindsIn(plain),
  SyntaxKind.ElementAccessExpression,
  SyntaxKind.ComputedPropertyName,
  SyntaxKind.StringLiteral,
]);

for (const [number, payload] of payloads.entries()) {
  it(`means nothing: ${JSON.stringify(payload)}`, async () => {
    const text = printWith(payload);
    writeFileSync(join(folder, `payload-${number}.ts`), text);
    expect(text).not.toMatch(/<\/script|<!--|[\u2028\u2029\u202e\u2066\u200b\ufeff]|^\s*(\/\/|\*)\s*@/m);
    const file = parse(text, `payload-${number}`);
    expect(kindsIn(file).filter((kind) => !allowed.has(kind))).toEqual([]);
    expect(statementKinds(file)).toEqual(statementKinds(plain));
    expect(identifiersIn(file).filter((name) => FORBIDDEN.has(name))).toEqual([]);
    expect(Object.keys(await importModule(text, `payload-${number}`)).length).toBe(exportsOf(plain));
  });
}

it("is well typed", () => {
  writeFileSync(
    join(folder, "tsconfig.json"),
    JSON.stringify({ extends: "../../../../test/codegen/tsconfig.json", include: ["."], exclude: [] }),
  );
  const { stdout } = spawnSync(process.execPath, ["node_modules/typescript/bin/tsc", "-p", folder], {
    encoding: "utf8",
  });
  expect(stdout).toBe("");
});

const FORBIDDEN = new Set([
  "pwned",
  "process",
  "require",
  "eval",
  "Function",
  "globalThis",
  "constructor",
  "__proto__",
  "alert",
]);

function parse(text: string, name: string): SourceFile {
  const project = newProject();
  const file = project.createSourceFile(`${name}.ts`, text);
  expect(project.getProgram().getSyntacticDiagnostics(file)).toEqual([]);
  return file;
}

function kindsIn(file: SourceFile): readonly SyntaxKind[] {
  return [...new Set(nodesIn(file).map(({ kind }) => kind))];
}

/** All nodes, as the compiler itself has them: wrapping each would take most of this test's time. */
function nodesIn({ compilerNode }: SourceFile): readonly ts.Node[] {
  const nodes: ts.Node[] = [];
  const visit = (node: ts.Node) => {
    nodes.push(node);
    ts.forEachChild(node, visit);
  };
  visit(compilerNode);
  return nodes;
}

/** What stands at the top of a module: nothing that runs when it is imported. */
function statementKinds(file: SourceFile): readonly string[] {
  return [...new Set(file.getStatements().map((each) => each.getKindName()))].sort();
}

/** How many of them are values. */
function exportsOf(file: SourceFile): number {
  return [...file.getExportedDeclarations().values()]
    .flat()
    .filter((each) => !Node.isTypeAliasDeclaration(each) && !Node.isInterfaceDeclaration(each)).length;
}

function identifiersIn(file: SourceFile): readonly string[] {
  return nodesIn(file).flatMap((node) => (ts.isIdentifier(node) ? [node.text] : []));
}

/** The module of the program with the payload in every place. */
function printWith(payload: string): string {
  const text = payload.repeat(2000);
  return printModule({
    model: spoil(model, payload),
    library,
    sources: new Map([[`${payload}.nn`, { file: `${payload}.nn`, text }]]),
    backend: "wasm",
    origin: { file: `${payload}.nn`, hash: payload, version: payload, engine: payload },
    preparation: preparation(payload),
  });
}

/** Names of the author's own get the payload; those of the library stay, or nothing would be there to print. */
function spoil(given: Model, payload: string): Model {
  const bad = (name: string) => `${payload}${name}`;
  const span = { file: `${payload}.nn`, start: 3, end: 3 + 2 * payload.length };
  return {
    ...given,
    name: bad(given.name),
    doc: `${payload}\n${payload}`,
    span,
    inputs: given.inputs.map((each) => ({
      ...each,
      name: bad(each.name),
      meaning: spoilNames(each.meaning, bad),
      span,
    })),
    targets: given.targets.map((each) => ({
      ...each,
      name: bad(each.name),
      output: bad(each.output),
      meaning: spoilNames(each.meaning, bad),
      span,
    })),
    values: given.values.map((each) => ({
      ...each,
      span,
      ...(each.name === undefined ? {} : { name: bad(each.name) }),
    })),
    layers: given.layers.map((each) => ({ ...each, name: bad(each.name), span })),
    applications: given.applications.map((each, i) => ({
      ...each,
      blocks: each.blocks.map(({ block, instance }) => ({
        block: bad(block),
        instance: bad(instance),
        span,
      })),
      span: { ...span, end: span.end + i },
    })),
    outputs: given.outputs.map((each) => ({ ...each, name: bad(each.name) })),
    weights: given.weights.map((each) => ({ ...each, path: bad(each.path) })),
    compile: given.compile && {
      ...given.compile,
      losses: given.compile.losses.map((each) => ({ ...each, output: bad(each.output), span })),
      metrics: given.compile.metrics.map((each) => ({
        ...each,
        output: bad(each.output),
        label: bad(each.label),
        span,
      })),
    },
    data: given.data && {
      ...given.data,
      file: bad(given.data.file),
      bindings: given.data.bindings.map((each) => ({
        ...each,
        name: bad(each.name),
        columns: each.columns.map(({ first, last }) => ({ first: bad(first), last: bad(last) })),
        span,
      })),
      span,
    },
  };
}

function spoilNames<M extends Model["inputs"][number]["meaning"]>(
  meaning: M,
  bad: (name: string) => string,
): M {
  return "names" in meaning && meaning.names !== undefined
    ? { ...meaning, names: meaning.names.map(bad) }
    : meaning;
}

function preparation(payload: string): Preparation {
  const bad = (name: string) => `${payload}${name}`;
  const numbers = (data: readonly number[]) => ({ dtype: "f32", shape: [data.length], data }) as const;
  return {
    ports: [
      {
        name: bad("numbers"),
        columns: ["a", "b", "c"].map(bad),
        learned: [{ mean: numbers([1, 2, 3]), variance: numbers([1, 4, 9]) }],
      },
      { name: bad("kind"), columns: [bad("kind")], learned: [] },
    ],
  };
}
