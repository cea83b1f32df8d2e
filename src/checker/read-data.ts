/** Reads `data`: the file of the examples, and for each input and target its columns and preparing steps. */
import { messages } from "../diagnostics/messages.ts";
import { readLayerCall } from "../library/read-layer-call.ts";
import type { PlainCall } from "../library/value.ts";
import type { DataStatement, Expression, Flow, Setting, Step } from "../parser/tree.ts";
import { noteUse } from "./code-index.ts";
import { evaluateArguments } from "./evaluate.ts";
import type { DataBinding, DataSettings, ModelInput, ModelTarget } from "./model.ts";
import { projectPath } from "./project-path.ts";
import { onlyOne, readSettings } from "./read-settings.ts";
import { sayUnknown } from "./say-problem.ts";
import { type Scope, say, spanOf } from "./scope.ts";
import { useArguments } from "./use-arguments.ts";

interface Ports {
  readonly inputs: readonly ModelInput[];
  readonly targets: readonly ModelTarget[];
  readonly scope: Scope;
}

export interface ReadData {
  readonly settings: DataSettings;
  /** A file of its own for the validation. */
  readonly validation?: string;
}

const unsupported = new Map([
  ["separator", "Columns are separated by commas; save the file as CSV."],
  ["delimiter", "Columns are separated by commas; save the file as CSV."],
]);

export function readData(statements: readonly DataStatement[], ports: Ports): ReadData | undefined {
  const { scope } = ports;
  const statement = onlyOne(statements, "data", scope);
  if (statement === undefined) return undefined;
  const settings = readSettings(statement.settings, { form: "data", unsupported }, scope);
  checkHeader(settings.get("header"), scope);
  const validation = readPath(settings.get("validation")?.entries[0]?.value, scope);
  const bindings = new Map<string, DataBinding>();
  for (const item of statement.settings.items) {
    if (item.kind === "Flow") readBinding(item, bindings, ports);
  }
  if (statement.path.kind === "Missing") return undefined;
  checkAllBound(bindings, statement, ports);
  const file = readPath(statement.path, scope);
  if (file === undefined) return undefined;
  const read = { file, bindings: [...bindings.values()], span: spanOf(scope, statement.path) };
  return { settings: read, ...(validation === undefined ? {} : { validation }) };
}

function readPath(expression: Expression | undefined, scope: Scope): string | undefined {
  if (expression === undefined || expression.kind === "Missing") return undefined;
  const span = spanOf(scope, expression);
  if (expression.kind === "String") return projectPath(expression.value, span, scope);
  say(scope, messages.wrongArgument, span, {
    found: "This is no path of a file.",
    expected: "A path stands in double quotes.",
  });
  return undefined;
}

function checkHeader(setting: Setting | undefined, scope: Scope): void {
  const [entry] = setting?.entries ?? [];
  if (entry === undefined || (entry.value.kind === "Boolean" && entry.value.value)) return;
  const help = "Give the columns names in the first line of the file, and leave `header` out.";
  say(scope, messages.notSupported, spanOf(scope, entry), { what: "A data file without a header is", help });
}

function readBinding(
  flow: Flow,
  bindings: Map<string, DataBinding>,
  { inputs, targets, scope }: Ports,
): void {
  const columns = readColumns(flow.source, scope) ?? [];
  const steps = flow.steps.map((step) => readStep(step, scope));
  for (const name of flow.names) {
    const span = spanOf(scope, name);
    const known = [...inputs, ...targets].map((port) => port.name);
    const before = bindings.get(name.text);
    const port = [...inputs, ...targets].find((one) => one.name === name.text);
    if (port !== undefined) noteUse(scope.run.index, span, { kind: "declared", declared: port.span });
    if (!known.includes(name.text)) {
      if (inputs.length > 0) sayUnknown(scope, span, "input or target", name.text, known);
    } else if (before !== undefined) {
      const related = [{ span: before.span, message: "it is first given here" }];
      const help = "List all columns in one place: `[a, b, c]`.";
      say(scope, messages.givenTwice, span, { what: "data of", name: name.text, help }, { related });
    } else
      bindings.set(name.text, { name: name.text, columns, steps: steps.flatMap((step) => step ?? []), span });
  }
}

type Columns = DataBinding["columns"];

/** `[a, b]`, `[p00..p77]`, or one column alone; undefined after a report. */
function readColumns(source: Expression, scope: Scope): Columns | undefined {
  switch (source.kind) {
    case "List":
    case "Tuple": {
      const columns = source.items.map((item) => readColumns(item, scope));
      return columns.includes(undefined) ? undefined : columns.flatMap((one) => one ?? []);
    }
    case "Group":
      return readColumns(source.value, scope);
    case "Missing":
      return [];
    case "Binary":
      if (source.operator === "..") return columnRange(source.left, source.right, scope);
      break;
    default: {
      const name = columnName(source);
      if (name !== undefined) return [{ first: name, last: name }];
    }
  }
  const found = "This is no column.";
  const expected = 'Columns are given by their names: `[sepal_length, "petal length (cm)", p00..p77]`.';
  say(scope, messages.wrongArgument, spanOf(scope, source), { found, expected });
  return undefined;
}

function columnRange(left: Expression, right: Expression, scope: Scope): Columns | undefined {
  const [first, last] = [columnName(left), columnName(right)];
  if (first !== undefined && last !== undefined) return [{ first, last }];
  const span = spanOf(scope, { start: left.start, end: right.end });
  say(scope, messages.wrongArgument, span, {
    found: "A range of columns goes from one name to another: `p00..p77`.",
  });
  return undefined;
}

/** Column names may be any text, so constants and values of the model have no part in them. */
function columnName(expression: Expression): string | undefined {
  if (expression.kind === "Name") return expression.text;
  return expression.kind === "String" ? expression.value : undefined;
}

/** A preparing step: a layer of the library that takes one value. */
function readStep(step: Step, scope: Scope): PlainCall | undefined {
  if (step.kind === "Missing") return undefined;
  const name = step.kind === "Call" ? step.name : step;
  const { library } = scope.run;
  const layer = library.layers.find(name.text);
  const call = { name: name.text, nameSpan: spanOf(scope, name), span: spanOf(scope, step) };
  const given = step.kind === "Call" ? evaluateArguments(step.arguments, scope) : [];
  const plain = useArguments(given, layer?.parameters ?? {}, scope, (whole) =>
    readLayerCall({ ...call, arguments: whole }, scope.run),
  );
  if (plain === undefined) return undefined;
  if (layer !== undefined && layer.family === "preprocessing") return plain;
  const can = library.layers.entries
    .filter(({ family }) => family === "preprocessing")
    .map((entry) => `\`${entry.name}\``);
  say(scope, messages.wrongArgument, call.span, {
    found: `\`${name.text}\` cannot prepare columns.`,
    expected: `What prepares data: ${can.join(", ")}.`,
    help: "Put other layers into the model, behind the input.",
  });
  return undefined;
}

/** Each input and target is given columns, or a run could not begin. */
function checkAllBound(
  bindings: ReadonlyMap<string, DataBinding>,
  statement: DataStatement,
  { inputs, targets, scope }: Ports,
): void {
  const missing = [...inputs, ...targets].map(({ name }) => name).filter((name) => !bindings.has(name));
  const flows = statement.settings.items.flatMap((item) => (item.kind === "Flow" ? [item] : []));
  const broken = flows.some(({ names }) => names.every(({ text }) => !bindings.has(text)));
  if (missing.length === 0 || broken) return;
  const names = [...new Set(missing)];
  const found = `The data says nothing of ${names.map((name) => `\`${name}\``).join(" and ")}.`;
  const help = `Add ${names.map((name) => `\`${name} = […]\``).join(" and ")} with the columns of the file.`;
  say(scope, messages.missingDeclaration, spanOf(scope, statement.path), { found, help });
}
