/** The statements of a body in order: what each does to the flow, and which of them may stand there. */
import { messages } from "../diagnostics/messages.ts";
import type { Flow, LayerStatement, OutputStatement, Statement } from "../parser/tree.ts";
import type { Flowing } from "./around.ts";
import { flowOfCall, isCallOnValue } from "./call-on-value.ts";
import { checkFlow } from "./check-flow.ts";
import { checkInput } from "./check-input.ts";
import { checkLayerAlone } from "./check-layer-alone.ts";
import { checkRepeat } from "./check-repeat.ts";
import { noteDeclaration } from "./code-index.ts";
import { checkName } from "./declare.ts";
import { declareConstant, declareParam } from "./declare-constant.ts";
import { isOpen } from "./draft.ts";
import { removal } from "./removal.ts";
import { placeKey } from "./run.ts";
import { sayUnknownValue } from "./say-unknown-value.ts";
import { findName, markUsed, say, spanOf, visibleNames } from "./scope.ts";

export type Place = "model" | "block" | "repeat";

export function checkBody(statements: readonly Statement[], flowing: Flowing, place: Place): void {
  statements.forEach((statement, i) => {
    if (!isOpen(flowing.draft)) return;
    if (!isCallOnValue(statement, statements[i - 1]))
      checkStatement(withCall(statement, statements[i + 1], flowing), flowing, place);
    noteStatement(statement, flowing);
  });
  for (const statement of statements) if (statement.kind === "Layer") checkUnusedLayer(statement, flowing);
}

function checkUnusedLayer(statement: LayerStatement, flowing: Flowing): void {
  const { scope } = flowing;
  const declared = statement.name.kind === "Name" ? scope.layers.get(statement.name.text) : undefined;
  const isUsed = scope.run.used.has(placeKey(spanOf(scope, statement.name)));
  if (declared?.statement === statement && !isUsed) checkLayerAlone(declared, flowing);
}

/** A statement, with the value that its layer is called on. */
function withCall(statement: Statement, next: Statement | undefined, flowing: Flowing): Statement {
  if (!isCallOnValue(next, statement)) return statement;
  return flowOfCall(statement as Flow, next as Flow, flowing) ?? statement;
}

const everywhere: readonly Statement["kind"][] = ["Flow", "Repeat", "Layer", "Const"];
const inBlocks: readonly Statement["kind"][] = [...everywhere, "Input", "Output"];
const inModels: readonly Statement["kind"][] = [
  "Param",
  "Target",
  "Compile",
  "Train",
  "Data",
  "Test",
  "Assert",
];
const allowed = {
  model: new Set([...inBlocks, ...inModels]),
  block: new Set(inBlocks),
  repeat: new Set(everywhere),
};

function checkStatement(statement: Statement, flowing: Flowing, place: Place): void {
  if (!allowed[place].has(statement.kind)) misplaced(statement, flowing, place);
  else if (statement.kind === "Flow") checkFlow(statement, flowing);
  else if (statement.kind === "Repeat") checkRepeat(statement, flowing);
  else if (statement.kind === "Layer") declareLayer(statement, flowing);
  else if (statement.kind === "Const") declareConstant(statement, flowing.scope);
  else if (statement.kind === "Param") declareParam(statement, flowing.scope);
  else if (statement.kind === "Input") checkInput(statement, flowing);
  else if (statement.kind === "Output") checkOutput(statement, flowing);
  else gather(statement as GatheredStatement, flowing);
}

function noteStatement(statement: Statement, { draft, scope, current, inputs }: Flowing): void {
  const after = current ?? (inputs.length === 1 ? inputs[0].values : undefined);
  draft.statements.push({ span: spanOf(scope, statement), scope, after });
}

type GatheredStatement = Extract<
  Statement,
  { kind: "Target" | "Compile" | "Train" | "Data" | "Test" | "Assert" }
>;

/** Keeps what is read once the flows are known. */
function gather(statement: GatheredStatement, { gathered }: Flowing): void {
  if (gathered === undefined) return;
  const lists = {
    Target: gathered.targets,
    Compile: gathered.compile,
    Train: gathered.train,
    Data: gathered.data,
    Test: gathered.tests,
    Assert: gathered.asserts,
  };
  (lists[statement.kind] as GatheredStatement[]).push(statement);
}

const homes = {
  Import: ["An import", "to the top of the file, outside of all models and blocks"],
  Model: ["A model", "to the top of the file"],
  Block: ["A block", "to the top of the file, and use it here by its name"],
  Param: ["A param", "to the top of the file or of the model"],
  Input: ["An input", "to the model or block itself"],
  Output: ["An output", "to the model or block itself"],
  Target: ["A target", "into the model that is trained"],
  Compile: ["`compile`", "into the model that is trained"],
  Train: ["`train`", "into the model that is trained"],
  Data: ["`data`", "into the model that is trained"],
  Test: ["A test", "into the model that it tests"],
  Assert: ["An assert", "into the model that it speaks of"],
  Flow: ["A flow", "into a model or block"],
  Repeat: ["`repeat`", "into a model or block"],
  Layer: ["A layer", "into a model or block"],
  Const: ["A const", "to the top of the file"],
} satisfies Record<Statement["kind"], readonly [string, string]>;

const places = {
  model: "inside a model",
  block: "inside a block",
  repeat: "inside `repeat`",
  file: "at the top of a file",
};

/** Reports a statement that may not stand where it stands. */
export function misplaced(
  statement: Statement,
  { scope }: Pick<Flowing, "scope">,
  place: Place | "file",
): void {
  const [what, home] = homes[statement.kind];
  const span = spanOf(scope, { start: statement.start, end: firstWordEnd(statement) });
  say(scope, messages.misplacedStatement, span, { what, place: places[place], home });
}

/** Long bodies are not underlined as a whole: the keyword says enough. */
function firstWordEnd(statement: Statement): number {
  const word = statement.kind.length;
  return statement.kind === "Flow" ? statement.end : statement.start + word;
}

function declareLayer(statement: LayerStatement, { scope, draft, around, round }: Flowing): void {
  const { name } = statement;
  if (name.kind === "Missing") return;
  checkName(scope, name);
  const before = scope.layers.get(name.text);
  if (before !== undefined) {
    const related = [
      { span: spanOf(before.scope, before.statement.name), message: "it is first given here" },
    ];
    say(scope, messages.givenTwice, spanOf(scope, name), { what: "layer", name: name.text }, { related });
    markUsed(scope, spanOf(scope, name));
    return;
  }
  draft.declarations += 1;
  const instance = around.shared === undefined ? `#${draft.declarations}` : `${around.shared}.${round}`;
  scope.layers.set(name.text, { statement, scope, instance });
  draft.declared.push({ what: "layer", name: name.text, span: spanOf(scope, name) });
  noteDeclaration(scope.run.index, "layer", name.text, spanOf(scope, name));
}

function checkOutput(statement: OutputStatement, flowing: Flowing): void {
  const { scope, draft } = flowing;
  const outputs = statement.names.flatMap((name) => {
    if (name.kind === "Missing") return [];
    const span = spanOf(scope, name);
    const binding = findName(scope, name.text);
    if (binding?.kind === "flow") {
      markUsed(scope, binding.span, span);
      return [{ name: name.text, values: binding.values, span }];
    }
    sayUnknownValue(flowing, span, "value", name.text, flowNames(flowing));
    draft.broken = true;
    return [{ name: name.text, values: [undefined], span }];
  });
  const doubled = outputs.find(({ name }, i) => outputs.findIndex((other) => other.name === name) !== i);
  if (doubled !== undefined)
    say(
      scope,
      messages.givenTwice,
      doubled.span,
      { what: "output", name: doubled.name, help: "Name each output once." },
      { fix: removal(scope.run, doubled.span, "name") },
    );
  else if (flowing.outputs !== undefined)
    say(scope, messages.givenTwice, spanOf(scope, statement), {
      what: "statement",
      name: "output",
      help: "List all outputs in one line: `output a, b`.",
    });
  else flowing.outputs = outputs;
}

function flowNames({ scope }: Flowing): string[] {
  return visibleNames(scope, "names").filter((name) => findName(scope, name)?.kind === "flow");
}
