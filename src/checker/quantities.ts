/** What `assert` can measure: a number, or in words why there is none before data comes. */
import { showDim } from "../tensor/index.ts";
import type { ModelCost } from "./cost-of-model.ts";

export const quantities: ReadonlyMap<string, (cost: ModelCost) => number | string> = new Map<
  string,
  (cost: ModelCost) => number | string
>([
  ["params", ({ params }) => params],
  ["trainable_params", ({ trainableParams }) => trainableParams],
  ["macs", ({ multiplyAdds }) => numberOr(multiplyAdds)],
  ["memory", ({ memory }) => numberOr(memory)],
  ["download", ({ weightBytes }) => weightBytes],
]);

function numberOr(dim: ModelCost["multiplyAdds"]): number | string {
  if (dim === undefined) return "beyond 2^53";
  return typeof dim === "number" ? dim : showDim(dim);
}
