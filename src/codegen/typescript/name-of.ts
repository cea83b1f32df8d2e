/** What a value is called: after the name that the author gave it, its layer, or the weight whose gradient it is. */
import type { Step } from "../../runtime/tfjs/plan.ts";
import { type Origin, sameShape } from "../../tensor/index.ts";
import { type Body, shapeOf } from "./body.ts";
import { joinWords } from "./identifier.ts";
import { localName } from "./layers-of.ts";
import type { Module } from "./module.ts";
import { nounOf } from "./noun-of.ts";
import type { Section } from "./unit.ts";

/** The wish for a name; the scope makes it a name that is free. */
export function nameOf(body: Body, section: Section, id: number): string {
  const { facts } = body;
  const origin = facts.program.origins[section.origin];
  const state = facts.stateOut.get(id);
  const known =
    body.wishes.get(id) ?? gradientName(body, id) ?? (state === undefined ? undefined : stateName(state));
  if (known !== undefined) return known;
  const stem = sectionName(body, section);
  if (stem !== "" && origin.phase === "forward" && id === resultOf(body, section)) return stem;
  return outwardName(body, section, id) ?? joinWords([stem, nounOf(facts, id)]);
}

/** `dense_kernel_gradient`; in the function of the layer `kernel_gradient`. */
function gradientName(body: Body, id: number): string | undefined {
  const path = body.facts.gradients.get(id);
  if (path === undefined) return undefined;
  const [layer, ...rest] = path.split("/");
  return joinWords([...(body.inLayer ? [] : [layerName(body, layer)]), ...rest, "gradient"]);
}

/** What a layer is called here: in a function that instances share not by its number in the model. */
export function layerName({ shared, local }: Body, layer: string): string {
  return shared ? (local.get(layer) ?? localName(layer)) : layer;
}

/** What goes from one part of a training step to another: an output, or the gradient of what a layer gave. */
function outwardName(body: Body, section: Section, id: number): string | undefined {
  const { facts, module } = body;
  const { phase, layer } = facts.program.origins[section.origin];
  if (phase === "forward") return undefined;
  const readers = (facts.readers.get(id) ?? []).filter((reader) => !section.steps.includes(reader));
  const origins = readers.map(({ operation }) => facts.program.origins[operation.origin]);
  const other = origins.find((origin) => origin.phase === "backward" && origin.layer !== layer);
  const made = other === undefined ? undefined : module.madeAt(other);
  if (phase !== "backward" || other?.layer === undefined || made === undefined) return facts.outputs.get(id);
  if (!sameShape(made.type.shape, shapeOf(body, id))) return undefined;
  return joinWords([made.name ?? layerName(body, other.layer), "gradient"]);
}

/** What the values of a section begin with. */
export function sectionName(body: Body, section: Section): string {
  if (body.inLayer) return "";
  const origin = body.facts.program.origins[section.origin];
  const result = resultOf(body, section);
  const named = result === undefined || !body.outward.has(result);
  const isNameless = origin.phase === "metric" && origin.span === undefined;
  return (isNameless ? onlyState(body, section) : undefined) ?? placeName(body, origin, named);
}

/** The one piece of state that a section leads to. */
function onlyState({ facts }: Body, { steps }: Section): string | undefined {
  const made = steps.flatMap(({ operation }) => operation.outputs);
  const [state, ...more] = made.flatMap((id) => facts.stateOut.get(id) ?? []);
  return state === undefined || more.length > 0 ? undefined : stateName(state);
}

function placeName(body: Body, origin: Origin, named: boolean): string {
  const { module, shared } = body;
  const { phase, layer, type = phase } = origin;
  if (phase === "update") return shared ? "" : (module.model.compile?.optimizer.name ?? phase);
  if (layer === undefined)
    return phase === "backward"
      ? origin.type === undefined
        ? "loss_gradient"
        : "gradient"
      : (metricName(module, origin) ?? type);
  const name = (named ? module.madeAt(origin)?.name : undefined) ?? layerName(body, layer);
  return phase === "backward" ? `${name}_gradient` : name;
}

/** `auc(num_thresholds=50)` → `auc`. */
function metricName({ textAt }: Module, { phase, span }: Origin): string | undefined {
  if (phase !== "metric" || span === undefined) return undefined;
  return /^\w+/.exec(textAt(span))?.[0];
}

/** `optimizer/adam/dense_kernel_momentum` → `dense_kernel_momentum`, `metrics/accuracy/total` → `accuracy_total`. */
function stateName(state: string): string {
  const [first, ...rest] = state.split("/");
  if (first === "optimizer" || first === "health") return rest.at(-1) ?? first;
  return joinWords(first === "metrics" ? rest : [first, ...rest]);
}

/** What a section is there for: the last value that is read outside of it, one of the layer's own shape before all others. */
export function resultOf(body: Body, { origin, steps }: Section): number | undefined {
  const made = steps.flatMap(({ operation }) => operation.outputs);
  const outward = made.filter((id) => isReadBeyond(body, steps, id));
  const type = body.module.madeAt(body.facts.program.origins[origin])?.type;
  const isOwn = (id: number) => type !== undefined && sameShape(type.shape, shapeOf(body, id));
  return outward.findLast(isOwn) ?? outward.at(-1);
}

/** Whether something beyond these steps reads the value. */
export function isReadBeyond({ facts }: Body, steps: readonly Step[], id: number): boolean {
  return facts.results.has(id) || (facts.readers.get(id) ?? []).some((reader) => !steps.includes(reader));
}
