/** Checks one model: its flows written out and traced, then what is said about its training; the Model, as far as it could be made. */
import { messages } from "../diagnostics/messages.ts";
import type { Plain } from "../library/value.ts";
import type { ModelStatement } from "../parser/tree.ts";
import type { Span } from "../source.ts";
import { type Flowing, type Gathered, nothingAround } from "./around.ts";
import { checkBody } from "./check-body.ts";
import { createDraft, type Draft } from "./draft.ts";
import { graphOfDraft } from "./graph-of-draft.ts";
import type { Model, TrainSettings } from "./model.ts";
import { modelOutputs } from "./model-outputs.ts";
import type { ModelTest } from "./model-test.ts";
import { readCompile } from "./read-compile.ts";
import { readData } from "./read-data.ts";
import { readTargets } from "./read-targets.ts";
import { readTests } from "./read-tests.ts";
import { readTrain } from "./read-train.ts";
import { innerScope, type Scope, say, spanOf } from "./scope.ts";
import { isTorn } from "./torn-lines.ts";

/** The model with what only the rules need: the draft that it came from, and the asserts still to be judged. */
export interface CheckedModel {
  readonly model: Model;
  readonly tests: readonly ModelTest[];
  readonly draft: Draft;
  readonly scope: Scope;
  readonly gathered: Gathered;
  /** Places of settings that rules speak of. */
  readonly places: ReadonlyMap<string, Span>;
}

export interface CheckOptions {
  readonly doc?: string;
  /** Settings of the command line, in place of the file's. */
  readonly train?: Partial<TrainSettings>;
}

export function checkModel(statement: ModelStatement, home: Scope, options: CheckOptions): CheckedModel {
  const flowing = checkFlows(statement, home);
  const { draft, scope, gathered } = flowing;
  const declared = readTargets(gathered.targets, scope);
  const outputs = modelOutputs(flowing, declared);
  const compiled = readCompile(gathered.compile, { draft, scope, outputs, declared });
  const { targets, optimizerSpan } = compiled;
  const train = readTrain(gathered.train, targets, scope);
  const data = readData(gathered.data, { inputs: draft.inputs, targets, scope });
  checkTraining(statement, gathered, scope);
  const tests = readTests(gathered.tests, { draft, outputs, targets, scope });
  const span = spanOf(scope, statement.name);
  const places = new Map([...train.places, ["optimizer", optimizerSpan ?? span]]);
  const model: Model = {
    name: draft.name,
    ...(options.doc === undefined ? {} : { doc: options.doc }),
    span,
    inputs: draft.inputs,
    targets,
    ...graphOfDraft(draft),
    outputs: outputs.flatMap(({ name, value }) => (value === undefined ? [] : [{ name, value }])),
    weights: [...draft.weights.values()],
    ...(compiled.compile === undefined ? {} : { compile: compiled.compile }),
    train: {
      ...(data?.validation === undefined ? {} : { validationData: data.validation }),
      ...train.settings,
      ...options.train,
    },
    ...(data === undefined ? {} : { data: data.settings }),
    params: paramValues(scope),
  };
  return { model, tests, draft, scope, gathered, places };
}

/** Goes through the body, statement by statement; what it says of training is gathered for later. */
function checkFlows(statement: ModelStatement, home: Scope): Flowing & { readonly gathered: Gathered } {
  const scope = innerScope(home);
  const draft = createDraft(statement.name.kind === "Name" ? statement.name.text : "Model");
  scope.run.index.drafts.push(draft);
  draft.broken = isTorn(spanOf(scope, statement), scope.run);
  const gathered: Gathered = { targets: [], compile: [], train: [], data: [], tests: [], asserts: [] };
  const around = nothingAround;
  const flowing = { draft, scope, around, current: undefined, inputs: [], gathered, round: "" };
  checkBody(statement.body.statements, flowing, "model");
  checkParts(statement, flowing);
  return flowing;
}

/** A model has an input and a layer. */
function checkParts(statement: ModelStatement, { draft, inputs, scope }: Flowing): void {
  const span = spanOf(scope, statement.name);
  if (inputs.length === 0 && !draft.broken) {
    const found = "This model has no input.";
    say(scope, messages.missingDeclaration, span, {
      found,
      help: "Declare what it is given: `input x: [4]`.",
    });
    draft.broken = true;
  }
  if (draft.applications.length === 0 && !draft.broken) {
    const found = "This model has no layers.";
    say(scope, messages.missingDeclaration, span, {
      found,
      help: "Write its first layer below the input: `dense(1)`.",
    });
    draft.broken = true;
  }
}

/** `train` says how, `compile` what for. Where a line of the model cannot be read, `compile` may stand there. */
function checkTraining(model: ModelStatement, { train, compile }: Gathered, scope: Scope): void {
  const [statement] = train;
  const hidden = isTorn(spanOf(scope, model), scope.run);
  if (statement === undefined || compile.length > 0 || hidden) return;
  const span = spanOf(scope, { start: statement.start, end: statement.start + "train".length });
  const found = "This model has a `train` and no `compile`, so there is nothing to train by.";
  say(scope, messages.missingDeclaration, span, { found, help: "Add `compile { optimizer adam; loss … }`." });
}

function paramValues({ run }: Scope): { readonly [name: string]: Plain } {
  const values = [...run.params].flatMap(([name, read]): [string, Plain][] => {
    const value = read();
    return value === undefined ? [] : [[name, value]];
  });
  return Object.fromEntries(values);
}
