/**
 * NN305: no layer leaves its input as it is. What an argument from elsewhere decides (`dropout(rate)`) is left alone, and so is a
 * layer of a block or `repeat` that has an effect in one of its uses.
 */
import { report } from "../../diagnostics/define-message.ts";
import { messages } from "../../diagnostics/messages.ts";
import type { Activation } from "../../library/define-activation.ts";
import type { Layer } from "../../library/define-layer.ts";
import { realizeWithoutFlow } from "../../library/realize-without-flow.ts";
import { sameShape } from "../../tensor/index.ts";
import { headOf, isActivation } from "../heads.ts";
import type { Application, Model } from "../model.ts";
import type { Rule, RuleContext } from "../rule-context.ts";
import { placeKey } from "../run.ts";
import { sizesOf } from "./strides-cover-input.ts";

export const layersHaveAnEffect: Rule = (model, context) => {
  const idle = new Map<Application, string>();
  for (const application of context.applicationsOf(mayBeIdle)) {
    const found = idleness(application, model, context);
    if (found !== undefined) idle.set(application, found);
  }
  if (idle.size === 0) return [];
  const needed = new Set(
    model.applications.filter((one) => !idle.has(one)).map(({ span }) => placeKey(span)),
  );
  return [...idle].flatMap(([{ span }, found]) =>
    needed.has(placeKey(span))
      ? []
      : [report(messages.noEffect, span, { found }, { fix: context.removal(span, "step") })],
  );
};

/** Layers of which some use leaves its input as it is. */
function mayBeIdle(entry: Layer): boolean {
  const { name, family } = entry;
  return (
    isActivation(entry) ||
    family === "regularization" ||
    family === "pooling" ||
    name.startsWith("up_sampling") ||
    name === "reshape" ||
    name === "flatten"
  );
}

/** Why a layer has no effect where it stands. */
function idleness(application: Application, model: Model, context: RuleContext): string | undefined {
  const again = activatedTwice(application, model, context);
  if (again !== undefined) return again;
  const found = withoutEffect(application, model, context);
  return found !== undefined && isPlain(application, context) ? found : undefined;
}

/** Whether every number was written there, outside of blocks. */
function isPlain(application: Application, context: RuleContext): boolean {
  return (
    application.blocks.length === 0 &&
    [...context.written(application).values()].every(({ literal }) => literal)
  );
}

function withoutEffect(application: Application, model: Model, context: RuleContext): string | undefined {
  const { type, call } = context.layerOf(application);
  const given = call.arguments;
  if (given.rate === 0 && context.entryOf(application).family === "regularization")
    return `\`${type}(0)\` drops nothing.`;
  const all = (name: string, size: number) => sizesOf(given, name)?.every((one) => one === size) === true;
  if (type.includes("pooling") && all("pool_size", 1) && (given.strides === null || all("strides", 1)))
    return `A pooling window of 1 with a stride of 1 takes every value as it is.`;
  if (type.startsWith("up_sampling") && all("size", 1)) return `\`${type}\` by 1 changes nothing.`;
  if (type !== "reshape" && type !== "flatten") return undefined;
  const [before, after] = [application.inputs[0], application.outputs[0]].map(
    (value) => model.values[value].type.shape,
  );
  if (!sameShape(before, after)) return undefined;
  return type === "flatten"
    ? "`flatten` of a vector changes nothing."
    : "This `reshape` gives the shape that is there already.";
}

/** A second activation that the first has done already, or that a probability does not survive. */
function activatedTwice(application: Application, model: Model, context: RuleContext): string | undefined {
  if (!isActivation(context.entryOf(application))) return undefined;
  const own = headOf(model, { value: application.outputs[0] }, context).call;
  const maker = context.maker(application.inputs[0]);
  const before =
    maker === undefined || !isActivating(maker, context)
      ? undefined
      : headOf(model, { value: application.inputs[0] }, context).call;
  if (own === undefined || own.name !== before?.name || JSON.stringify(own) !== JSON.stringify(before))
    return undefined;
  const { entry, values } = realizeWithoutFlow<Activation>("activations", own, context.library);
  if (entry.idempotent(values)) return `\`${own.name}\` after \`${own.name}\` changes nothing.`;
  return own.name === "softmax" || own.name === "sigmoid"
    ? `\`${own.name}\` after \`${own.name}\` makes all probabilities nearly equal.`
    : undefined;
}

/** Layers that apply an activation themselves; what merely hands one on is another matter. */
function isActivating(application: Application, context: RuleContext): boolean {
  const entry = context.entryOf(application);
  return entry.linear || isActivation(entry);
}
