/** Why the page cannot train a model, in one sentence with one act; undefined where it can. */
import type { Model } from "../../src/checker/model.ts";
import { dataSets } from "../data-sets.ts";

export function whyUntrainable({ name, compile, data, train, layers }: Model): string | undefined {
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
  return undefined;
}
