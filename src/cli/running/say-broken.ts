/** The words for a loss that was no finite number: when, in which layer, and what to try. */
import type { Model } from "../../checker/model.ts";
import type { BrokenRun } from "../../runtime/find-bad-layer.ts";

export function sayBroken(model: Model, { epoch, batch, cause }: BrokenRun): string {
  const place = `epoch ${epoch + 1}, batch ${batch + 1}`;
  const origin = cause?.origin;
  const where =
    origin === undefined
      ? ""
      : ` The first such number came out of ${origin.layer === undefined ? "the" : `\`${origin.layer}\`, in its`} ${phases[origin.phase]}.`;
  return `the loss of ${model.name} was not a finite number in ${place}.${where} Try a smaller learning rate, clip the gradients (clipnorm=1), or look for extreme values in the data; nothing of this epoch was saved`;
}

const phases = {
  forward: "forward pass",
  loss: "loss",
  backward: "backward pass",
  update: "update of the weights",
  metric: "metrics",
} as const;
