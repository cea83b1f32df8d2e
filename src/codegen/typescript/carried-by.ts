/** Which functions of ours a module carries. */
import type { Model } from "../../checker/model.ts";
import type { Library } from "../../library/library.ts";
import type { Plan } from "../../runtime/tfjs/plan.ts";
import type { Carried } from "./carry.ts";
import { samplersOf } from "./initializers.ts";
import { hasSmallSizes } from "./name-sizes.ts";
import type { PreparationPlan } from "./plan-preparation.ts";
import type { Plans } from "./plans.ts";

/** In the order in which they will stand at the end of the module. */
export function carriedBy(
  { model, library }: { readonly model: Model; readonly library: Library },
  { predict, training }: Plans,
  preparation: PreparationPlan | undefined,
): readonly Carried[] {
  const steps = training === undefined ? [] : Object.values(training);
  const prepares = preparation === undefined ? [] : [preparation.plan];
  const samplers = training === undefined ? [] : samplersOf(model.weights, library);
  return [
    own("load-tensors", "loadTensors"),
    own("expect-shape", "expectShape"),
    ...([predict, ...steps].some(hasSmallSizes) ? [own("expect-positive", "expectPositive")] : []),
    ...(preparation === undefined ? [] : readers(preparation)),
    ...helpersOf([...prepares, predict]),
    ...helpersOf(steps),
    ...(samplers.length === 0 ? [] : [own("draw-weight", "drawWeight"), ...samplers]),
    ...(training === undefined
      ? []
      : [
          ...(model.weights.some(({ trainable }) => trainable) ? [own("update-each", "updateEach")] : []),
          own("fill-tensors", "fillTensors"),
          own("read-numbers", "readNumbers"),
        ]),
  ];
}

function own(file: string, name: string): Carried {
  return { file: `codegen/typescript/carried/${file}.ts`, name };
}

function readers({ ports }: PreparationPlan): readonly Carried[] {
  const labels = ports.filter(({ reading }) => reading.kind === "label").length;
  return [
    ...(labels < ports.length ? [own("read-columns", "readColumns")] : []),
    ...(labels > 0 ? [own("read-classes", "readClasses")] : []),
  ];
}

/** The helpers that programs call, in the order of their names; a helper's file goes by its name (`maxPoolGrad`: max-pool-grad.ts). */
function helpersOf(plans: readonly Plan[]): readonly Carried[] {
  const names = new Set(plans.flatMap(namesIn));
  return [...names].sort().map((name) => ({ file: `runtime/tfjs/helpers/${fileName(name)}.ts`, name }));
}

function namesIn({ fixed, steps }: Plan): readonly string[] {
  return [...fixed, ...steps].flatMap(({ work }) => {
    if (!("body" in work)) return work.fn.startsWith("rt.") ? [work.fn.slice("rt.".length)] : [];
    const takesRows = work.rows.some(({ tape }) => !tape);
    return [...namesIn(work.body), ...(takesRows ? ["unstack"] : [])];
  });
}

function fileName(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
