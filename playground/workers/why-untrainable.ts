/** Why the page cannot train a model, in one sentence with one act; undefined where it can. */
import type { Model } from "../../src/checker/model.ts";
import type { ModelSummary } from "../../src/checker/summarize.ts";
import { count } from "../../src/cli/count.ts";
import { dataSets } from "../data-sets.ts";

/** Bytes of what is kept for the whole run: weights, gradients and what the optimizer remembers. WebAssembly has four GB for everything. */
const mostBytes = 1_000_000_000;

export function whyUntrainable(model: Model, summary: ModelSummary): string | undefined {
  const { name, compile, data, train, layers } = model;
  if (compile === undefined)
    return `${name} has no \`compile\` block; say there which optimizer and loss to train it with.`;
  if (data === undefined)
    return `${name} has no \`data\` block; say there which columns of which table its inputs and targets are.`;
  const file = [data.file, train.validationData].find((each) => each !== undefined && !dataSets.has(each));
  if (file !== undefined)
    return `The page does not hold \`${file}\`; take one of ${[...dataSets.keys()].map((each) => `\`${each}\``).join(", ")}, or train with \`nnc train\` on your machine.`;
  const weights =
    train.weightsFile ?? layers.find(({ weightsFile }) => weightsFile !== undefined)?.weightsFile;
  if (weights !== undefined)
    return `${name} starts from the weights in \`${weights}\`, which the page does not hold; train it with \`nnc train\` on your machine.`;
  const { total_params, trainable_params, optimizer_params } = summary;
  const bytes = 4 * (total_params + trainable_params + optimizer_params);
  if (bytes > mostBytes)
    return `${name} has ${count(total_params, "parameter")}; training it takes ${(bytes / 1e9).toFixed(1)} GB, more than a page has. Make it smaller, or train it with \`nnc train\` on your machine.`;
  return undefined;
}
