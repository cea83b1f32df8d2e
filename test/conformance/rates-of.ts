/** The learning rates that a schedule gives at some steps, each operation rounded to f32. */
import type { Schedule } from "../../src/library/define-schedule.ts";
import { library } from "../../src/library/index.ts";
import { realizeWithoutFlow } from "../../src/library/realize-without-flow.ts";
import { cast } from "../../src/tensor/index.ts";
import { compute } from "../library/compute.ts";
import { callOf } from "../library/read-call.ts";

export function ratesOf(call: string, steps: readonly number[]): readonly number[] {
  const { entry, values } = realizeWithoutFlow<Schedule>("schedules", callOf("schedules", call), library);
  return steps.map((step) => {
    const number = { dtype: "i32", shape: [], data: Int32Array.of(step) } as const;
    return compute((at) => [entry.rate(cast(at, "f32"), values)], [number])[0].data[0];
  });
}
