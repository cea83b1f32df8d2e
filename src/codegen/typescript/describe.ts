/** Remarks that say where the code below them comes from. */
import { showShape } from "../../tensor/index.ts";
import { type Body, shapeOf } from "./body.ts";
import { resultOf } from "./name-of.ts";
import { type Block, phaseOf, type Section, stepsOf } from "./unit.ts";

/** `dense(16, activation=relu), iris.nn:6 → [batch, 16]`, `dense, backward`, `loss: mse, regressor.nn:13`. */
export function describe(body: Body, section: Section): string {
  const { phase, layer, type, span, blocks = [] } = body.facts.program.origins[section.origin];
  const { quote } = body.module;
  const where = !body.shared && layer !== undefined ? blocks.map((instance) => `${instance}: `).join("") : "";
  if (phase === "backward")
    return `${where}${span === undefined ? (layer ?? type ?? "loss") : quote(span)}, backward`;
  if (phase === "update") return describeUpdates(body);
  if (phase !== "forward") return `${phase}: ${span === undefined ? subjectOf(body, section) : quote(span)}`;
  const said = span === undefined ? (layer ?? phase) : quote(span);
  const result = resultOf(body, section);
  const shape = body.shared || result === undefined ? "" : ` → ${showShape(shapeOf(body, result))}`;
  return `${where}${said}${shape}`;
}

/** `update: adam`. */
export function describeUpdates({ module }: Body): string {
  return `update: ${module.model.compile?.optimizer.name ?? "weights"}`;
}

/** What a part without a place in the file is about: the state that it goes into. */
function subjectOf({ facts }: Body, { origin, steps }: Section): string {
  const { phase, type } = facts.program.origins[origin];
  if (type !== undefined) return type;
  const states = steps
    .flatMap(({ operation }) => operation.outputs)
    .flatMap((id) => facts.stateOut.get(id) ?? []);
  const subjects = states
    .map((name) => name.split("/"))
    .map(([first, ...rest]) => (first === "metrics" ? rest[0] : (rest.at(-1) ?? first)));
  return [...new Set(subjects)].join(", ") || (phase === "loss" ? "penalties and the sum of all" : phase);
}

/** `residual(base * 2, stride=2), resnet.nn:24`. */
export function describeBlock(body: Body, block: Block): string {
  const [unit] = block.units;
  if (block.layer !== undefined && unit.kind === "section") return describe(body, unit);
  const { blocks = [] } = body.facts.program.origins[stepsOf(block)[0].operation.origin];
  const place = body.module.blockPlace(blocks.slice(0, blocks.indexOf(block.instance) + 1));
  const said = place === undefined ? block.instance : body.module.quote(place.span);
  return phaseOf(body.facts.program, block) === "backward" ? `${said}, backward` : said;
}
