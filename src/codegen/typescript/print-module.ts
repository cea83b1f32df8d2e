/**
 * One model as a TypeScript module over `@tensorflow/tfjs-core`: types, `load` and `predict`, and training in exports of its own,
 * printed from the programs and the table of calls that the engine runs.
 */

import type { Model } from "../../checker/model.ts";
import type { Library } from "../../library/library.ts";
import { lower } from "../../lowering/lower.ts";
import type { Preparation } from "../../runtime/data/preparation.ts";
import type { BackendName } from "../../runtime/tfjs/backends/backend.ts";
import type { Source } from "../../source.ts";
import { assemble } from "./assemble.ts";
import { carriedBy } from "./carried-by.ts";
import { type Carried, carry } from "./carry.ts";
import { type Code, code } from "./code.ts";
import { createNames } from "./identifier.ts";
import { createModule, type Module, makersIn } from "./module.ts";
import { newProject } from "./new-project.ts";
import { type PreparationPlan, planPreparation } from "./plan-preparation.ts";
import { makePlans, type Plans } from "./plans.ts";
import { type FileOrigin, printHeader } from "./print-header.ts";
import { printLoad } from "./print-load.ts";
import { printPredict } from "./print-predict.ts";
import { printPrepare } from "./print-prepare.ts";
import { printTraining } from "./print-training.ts";
import { printClasses, printInterface, printWeights } from "./print-types.ts";

export interface ModuleRequest {
  readonly model: Model;
  readonly library: Library;
  /** The texts that places of the model point into. */
  readonly sources: ReadonlyMap<string, Source>;
  /** On this backend the module computes what nnc computes on it, bit for bit. */
  readonly backend: BackendName;
  readonly origin: FileOrigin;
  /** What a saved model learned of its data. */
  readonly preparation?: Preparation;
}

/** The text of the module. Throws Problem where generated code can't do what the model asks. */
export function printModule(request: ModuleRequest): string {
  const { model, library, sources, backend, origin } = request;
  const lowered = lower(model, library);
  const plans = makePlans(lowered, backend, { weights: model.weights, madeAt: makersIn(model) });
  const preparation = planPreparation(request);
  const types = carry(TYPES, { exported: ["Tensor"] });
  const helpers = carry(carriedBy(request, plans, preparation), { known: types.names });
  const names = createNames([...types.names, ...helpers.names, ...OWN_NAMES]);
  const module = createModule({ model, sources, library, names });
  const inference = printInference(module, plans, preparation);
  const calledByInference = module.functions.count();
  const training =
    plans.training === undefined || lowered.training === undefined
      ? []
      : printTraining(module, { programs: lowered.training, plans: plans.training, library });
  const functions = module.functions.print();
  return assemble(newProject(), [
    { declarations: [printHeader(model, origin), ...types.texts] },
    { title: "Inference", declarations: [...inference, ...functions.slice(0, calledByInference)] },
    { title: "Training", declarations: [...training, ...functions.slice(calledByInference)] },
    { title: "What the functions above are made of", declarations: helpers.texts },
  ]);
}

/** The types of tensors, which all else speaks of. */
const TYPES: readonly Carried[] = ["Tensor", "Tensors"].map((name) => ({
  file: "codegen/typescript/carried/tensor.ts",
  name,
}));

/** Names that modules declare or export. */
const OWN_NAMES =
  "optimizerShapes metricShapes healthShapes Inputs Outputs Weights weightShapes load predict prepare Row columns learned Targets Batch State StepOptions StepResult initialize trainStep evaluateStep resetMetrics readMetrics averagedWeights".split(
    " ",
  );

function printInference(
  module: Module,
  plans: Plans,
  preparation: PreparationPlan | undefined,
): readonly Code[] {
  const { model, names } = module;
  const outputs = model.outputs.map(({ name, value }) => ({ name, type: model.values[value].type }));
  return [
    printInterface(code`Inputs`, "What the model reads, for each example of a batch.", model.inputs),
    printInterface(code`Outputs`, "What the model says, for each example of the batch.", outputs),
    ...printClasses(model, preparation?.labels ?? new Map(), names),
    printWeights(model),
    printLoad(model.weights),
    ...(preparation === undefined ? [] : printPrepare(module, preparation)),
    printPredict(module, plans.predict),
  ];
}
