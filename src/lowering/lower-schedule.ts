/** The program of a learning rate schedule: `step` (i32, 0 at the first update) to `rate`. */
import type { Schedule } from "../library/define-schedule.ts";
import type { Library } from "../library/library.ts";
import { realizeWithoutFlow } from "../library/realize-without-flow.ts";
import type { PlainCall } from "../library/value.ts";
import { addInput, cast, createGraph, type Program, simplify, toProgram } from "../tensor/index.ts";

/** Undefined where the optimizer's rate is a number. */
export function lowerSchedule(optimizer: PlainCall, library: Library): Program | undefined {
  const rate = optimizer.arguments.learning_rate;
  if (typeof rate === "number") return undefined;
  const graph = createGraph("learningRate", { phase: "update" });
  const step = addInput(graph, { dtype: "i32", shape: [] });
  const { entry, values } = realizeWithoutFlow<Schedule>("schedules", rate as PlainCall, library);
  const { id } = entry.rate(cast(step, "f32"), values);
  return simplify(
    toProgram(graph, { inputs: [{ name: "step", value: step.id }], outputs: [{ name: "rate", value: id }] }),
  );
}
