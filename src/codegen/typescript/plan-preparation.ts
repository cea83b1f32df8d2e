/** What a saved model does to raw columns before it reads them, as a program from columns to inputs. */
import type { Model } from "../../checker/model.ts";
import { applyLayer, createBuild, createTrace } from "../../library/index.ts";
import type { Library } from "../../library/library.ts";
import type { PlainCall } from "../../library/value.ts";
import { startingArray } from "../../lowering/initial-state.ts";
import { Problem } from "../../problem.ts";
import { type PlannedPort, planColumns } from "../../runtime/data/plan-columns.ts";
import type { PlainArray, Preparation } from "../../runtime/data/preparation.ts";
import type { BackendName } from "../../runtime/tfjs/backends/backend.ts";
import { legalize } from "../../runtime/tfjs/legalize/index.ts";
import { type Plan, planProgram } from "../../runtime/tfjs/plan.ts";
import {
  addInput,
  cast,
  createGraph,
  type Graph,
  oneHot,
  type Port,
  reshape,
  type StateSlot,
  simplify,
  squeeze,
  symbol,
  type Tensor,
  toProgram,
  withOrigin,
} from "../../tensor/index.ts";

export interface PreparationPlan {
  /** Inputs `columns/…`: what stands in the columns, [rows, columns]. Outputs by the names of the model's inputs. */
  readonly plan: Plan;
  readonly ports: readonly PlannedPort[];
  /** What steps learned, by the names that the program's state has. */
  readonly learned: ReadonlyMap<string, PlainArray>;
  /** The names of classes in columns of labels, where training found them. */
  readonly labels: ReadonlyMap<string, readonly string[]>;
}

interface Request {
  readonly model: Model;
  readonly library: Library;
  readonly backend: BackendName;
  readonly preparation?: Preparation;
}

/** The dim that counts the rows. */
const ROWS = "rows";

/** Undefined without a preparation. Throws Problem where the preparation is not that of this model. */
export function planPreparation({
  model,
  library,
  backend,
  preparation,
}: Request): PreparationPlan | undefined {
  if (preparation === undefined) return undefined;
  const ports = plannedPorts(model, preparation);
  const graph = createGraph("prepare");
  const work: Work = { graph, model, library, state: [], learned: new Map() };
  const inputs: Port[] = [];
  const outputs: Port[] = [];
  for (const port of ports) {
    const known = preparation.ports.find(({ name }) => name === port.name);
    const raw = addInput(graph, { dtype: rawType(port), shape: [symbol(ROWS), port.columns.length] });
    inputs.push({ name: `columns/${port.name}`, value: raw.id });
    const made = withOrigin(graph, originOf(model, port), () =>
      prepare(work, port, raw, known?.learned ?? []),
    );
    outputs.push({ name: port.name, value: made.id });
  }
  const program = simplify(toProgram(graph, { inputs, outputs, state: work.state }));
  return {
    plan: planProgram(legalize(program, backend), backend),
    ports,
    learned: work.learned,
    labels: new Map(
      preparation.ports.flatMap(({ name, labels }) => (labels === undefined ? [] : [[name, labels]])),
    ),
  };
}

interface Work {
  readonly graph: Graph;
  readonly model: Model;
  readonly library: Library;
  readonly state: StateSlot[];
  readonly learned: Map<string, PlainArray>;
}

function plannedPorts(model: Model, { ports }: Preparation): readonly PlannedPort[] {
  const inputs = ports.filter(({ name }) => model.inputs.some((input) => input.name === name));
  const header = [...new Set(inputs.flatMap(({ columns }) => columns))];
  const span = { file: "", start: 0, end: 0 };
  const planned = planColumns(
    model,
    { file: "", header, headerSpan: span },
    { withTargets: false, learned: { ports } },
  );
  if ("ports" in planned) return planned.ports;
  throw new Problem(`The saved model's data do not fit ${model.name}: ${planned.problems[0].message}`);
}

function rawType({ reading }: PlannedPort): "f32" | "i32" {
  return reading.kind === "whole" || reading.kind === "label" ? "i32" : "f32";
}

function originOf(model: Model, { name }: PlannedPort) {
  const span = model.data?.bindings.find((binding) => binding.name === name)?.span;
  return { phase: "forward", layer: name, type: name, ...(span === undefined ? {} : { span }) } as const;
}

type LearnedStep = { readonly [weight: string]: PlainArray };

function prepare(work: Work, port: PlannedPort, raw: Tensor, learned: readonly LearnedStep[]): Tensor {
  let made = raw;
  if (port.reading.kind === "label" && port.reading.oneHot)
    made = oneHot(squeeze(raw, -1), port.reading.count);
  for (const [i, step] of port.steps.entries()) made = applyStep(work, port, step, made, learned[i] ?? {});
  const shaped = reshape(made, [symbol(ROWS), ...port.dims]);
  return shaped.dtype === port.dtype ? shaped : cast(shaped, port.dtype);
}

/** One preparing step; what it learned is state, under `learned/<input>/<step>/<weight>`. */
function applyStep(
  work: Work,
  port: PlannedPort,
  step: PlainCall,
  rows: Tensor,
  learned: LearnedStep,
): Tensor {
  const { graph, library } = work;
  const trace = createTrace({ graph, training: false });
  const layer = library.layers.find(step.name);
  if (layer === undefined)
    throw new Problem(`The library has no layer ${step.name}, which prepares ${port.name}.`);
  const build = createBuild(trace, { name: step.name, trainable: true, masks: [undefined] });
  const context = { library, tensor: noTensor };
  const [result] = applyLayer({ layer, call: step, inputs: [rows], build, context }).outputs;
  for (const { spec, tensor } of trace.weights.values()) {
    const weight = spec.path.slice(spec.path.indexOf("/") + 1);
    const name = `learned/${port.name}/${step.name}_${weight}`;
    if (work.learned.has(name))
      throw new Problem(`${port.name} is prepared by ${step.name} twice; generated code can carry one.`);
    const { dtype, shape, data } = startingArray(spec, library, 0);
    const values = Object.hasOwn(learned, weight) ? learned[weight] : { dtype, shape, data: [...data] };
    work.learned.set(name, values);
    work.state.push({ name, input: tensor.id, output: tensor.id });
  }
  return result;
}

function noTensor(): never {
  throw new Error("a preparing step asked for a value of the model");
}
