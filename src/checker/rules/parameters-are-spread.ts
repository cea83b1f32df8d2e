/** NN301: no dense layer behind a flattened image holds nearly all parameters. */
import { report } from "../../diagnostics/define-message.ts";
import { messages } from "../../diagnostics/messages.ts";
import type { Layer } from "../../library/define-layer.ts";
import { sizeOf } from "../../tensor/index.ts";
import { elementsOf } from "../cost-of-model.ts";
import type { Model } from "../model.ts";
import type { Rule } from "../rule-context.ts";

const least = { params: 20_000_000, share: 0.9 };

export const parametersAreSpread: Rule = (model, context) => {
  const total = elementsOf(model.weights);
  if (total < least.params) return [];
  return context.applicationsOf(isDense).flatMap((application) => {
    const layer = context.layerOf(application);
    const before = context.maker(application.inputs[0]);
    if (before === undefined || context.layerOf(before).type !== "flatten") return [];
    const params = paramsBelow(`${layer.name}/`, model);
    const image = model.values[before.inputs[0]].type.shape;
    if (params < least.params || params / total < least.share || image.length < 4) return [];
    const values = sizeOf(image.slice(1));
    const memory = `${Math.round((params * 4) / 2 ** 20).toLocaleString("en")} MiB`;
    const holes = {
      percent: Math.floor((100 * params) / total),
      layer: layer.type,
      values: Number(values),
      params,
      memory,
    };
    return [
      report(messages.parameterExplosion, application.span, holes, {
        related: [{ span: before.span, message: "the image is flattened here" }],
      }),
    ];
  });
};

function paramsBelow(stem: string, { weights }: Model): number {
  return elementsOf(weights.filter(({ path }) => path.startsWith(stem)));
}

function isDense({ name }: Layer): boolean {
  return name === "dense";
}
