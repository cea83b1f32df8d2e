/** What a step makes of the values that reach it: shapes with their arithmetic, weights, multiply-adds. */
import { elementsOf } from "../../checker/cost-of-model.ts";
import type { WeightSpec } from "../../library/weight-spec.ts";
import { showDim } from "../../tensor/index.ts";
import { showCount, showExample, typesOf } from "../show-shapes.ts";
import type { StepInText, Traced } from "../traced-steps.ts";
import { weightsOf } from "../weights-of.ts";
import { costOfApplications } from "./cost-of-applications.ts";
import { bullets, paragraphs } from "./markdown.ts";
import { retraced } from "./retraced.ts";
import { shapeArithmetic } from "./shape-arithmetic.ts";

const mostUses = 4;

/** One paragraph a use, the first few; a step that was never reached has nothing to tell. */
export function describeStep({ traced }: StepInText): string {
  const uses = traced.flatMap((use) => describeUse(use) ?? []);
  const different = [...new Set(uses)];
  const rest = different.length - mostUses;
  return paragraphs(
    ...different.slice(0, mostUses),
    rest > 0 ? `… and ${rest} more ways in which it is used.` : undefined,
  );
}

function describeUse({ draft, step }: Traced): string | undefined {
  const [before, after] = [typesOf(draft, step.inputs), typesOf(draft, step.outputs)];
  if (before === undefined || after === undefined) return undefined;
  const shapes = `\`${before.map(showExample).join(", ")}\` → \`${after.map(showExample).join(", ")}\``;
  const weights = weightsOf(draft, step.first, step.end);
  const cost = costOfApplications(draft, step.first, step.end);
  return paragraphs(
    `**Here** ${shapes}`,
    bullets([
      ...arithmeticOf({ draft, step }),
      ...(weights.length === 0 ? [] : [describeWeights(weights)]),
      ...(cost === 0
        ? []
        : [`multiply-adds: ${typeof cost === "number" ? showCount(cost) : `\`${showDim(cost)}\``}`]),
    ]),
  );
}

/** Of a single layer alone: a block's arithmetic is that of its layers, each at its place. */
function arithmeticOf({ draft, step }: Traced): readonly string[] {
  if (step.end - step.first !== 1) return [];
  return shapeArithmetic(retraced(draft, step.first, step.end)).map((line) =>
    line.replace(/^((?:[a-z ]+: )?)(.*)$/s, "$1`$2`"),
  );
}

/** `parameters: 320 = 3 · 3 · 1 · 32 (kernel) + 32 (bias)`; without the sum where there are too many weights to read. */
function describeWeights(weights: readonly WeightSpec[]): string {
  const total = `parameters: ${showCount(elementsOf(weights))}`;
  if (weights.length > 6) return total;
  const terms = weights.map(({ path, shape }) => {
    const product = shape.length === 0 ? "1" : shape.join(" · ");
    return `\`${product}\` ${path.split("/").slice(1).join("/")}`;
  });
  const frozen = weights.filter(({ trainable }) => !trainable);
  const note = frozen.length === 0 ? "" : `, of which ${showCount(elementsOf(frozen))} are not trained`;
  return `${total} = ${terms.join(" + ")}${note}`;
}
