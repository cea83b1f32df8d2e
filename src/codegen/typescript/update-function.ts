/** The optimizer's update of one weight as a function of the module, shared by all weights that are updated alike. */
import type { Step } from "../../runtime/tfjs/plan.ts";
import { sameShape } from "../../tensor/index.ts";
import { type Body, type Facts, shapeKey, shapeOf } from "./body.ts";
import { type Code, code, joinCode } from "./code.ts";
import { joinWords } from "./identifier.ts";
import { nounOf } from "./noun-of.ts";
import { printUnits } from "./print-units.ts";
import { sayName } from "./say-value.ts";
import { readBy, type Update } from "./unit.ts";

export interface UpdateCall {
  readonly path: string;
  readonly callee: Code;
  /** What the function is given, in order: the gradient first where there is one. */
  readonly operands: readonly Operand[];
  /** What it gives: the weight first. */
  readonly results: readonly Operand[];
}

export interface Operand {
  readonly id: number;
  /** `gradient`, `weight`, the name of a slot, or what the value is. */
  readonly role: string;
}

/** The call that updates the weight; the function is printed where no weight before has needed it. */
export function updateCall(body: Body, update: Update): UpdateCall {
  const { steps } = update.section;
  const operands = operandsOf(body, update);
  const made = steps.flatMap(({ operation }) => operation.outputs);
  const results = made
    .filter((id) => isStateOf(body, update, id))
    .map((id) => ({ id, role: roleOut(body, update, id) }))
    .sort((a, b) => Number(b.role === WEIGHT) - Number(a.role === WEIGHT));
  return { path: update.path, callee: addFunction(body, update, operands, results), operands, results };
}

const WEIGHT = "weight";

/** The gradient, the weight, its slots, then what all weights share. */
function operandsOf(body: Body, { path, section }: Update): readonly Operand[] {
  const slots = [...body.module.slots].filter(([, slot]) => slot.path === path);
  const gradient = gradientOf(body.facts, { path, section });
  const ranked = readBy(section.steps)
    .filter((id) => !body.facts.fixed.has(id))
    .map((id) => {
      const state = body.facts.stateIn.get(id);
      const slot = slots.findIndex(([name]) => name === state);
      if (id === gradient) return { id, role: "gradient", rank: 0 };
      if (state === path) return { id, role: WEIGHT, rank: 1 };
      if (slot !== -1) return { id, role: slots[slot][1].slot, rank: 2 + slot };
      return { id, role: ownName(body, id), rank: 2 + slots.length };
    });
  return ranked.sort((a, b) => a.rank - b.rank);
}

/** The gradient of a weight: what its update reads that a backward part has made, of the weight's shape. */
export function gradientOf(
  { program, makers, stateIn }: Facts,
  { path, section }: Update,
): number | undefined {
  const weight = program.state.find(({ name }) => name === path);
  if (weight === undefined) return undefined;
  const isAlike = (id: number) => sameShape(program.values[id].shape, program.values[weight.input].shape);
  const phaseOf = (id: number) => {
    const maker = makers.get(id);
    return maker === undefined ? undefined : program.origins[maker.operation.origin].phase;
  };
  return readBy(section.steps).find((id) => !stateIn.has(id) && isAlike(id) && phaseOf(id) === "backward");
}

/** What all weights share goes by its name; what is this weight's alone by what it is. */
function ownName(body: Body, id: number): string {
  if (shapeOf(body, id).length > 0) return nounOf(body.facts, id);
  const said = body.hosts.get(id) ?? sayName(body, id);
  return said.split(".").at(-1) ?? said;
}

function addFunction(
  body: Body,
  update: Update,
  operands: readonly Operand[],
  results: readonly Operand[],
): Code {
  const names = body.module.names.inner();
  const parameters = operands.map(({ role }) => names.take(role));
  const inner: Body = {
    ...body,
    facts: factsInside(body.facts, update.section.steps),
    names,
    said: new Map(operands.map(({ id }, i) => [id, parameters[i]])),
    hosts: new Map(operands.flatMap(({ id }, i) => (body.hosts.has(id) ? [[id, parameters[i]]] : []))),
    waiting: new Map(),
    rows: new Map(),
    constants: new Map(),
    targets: new Map(),
    wishes: new Map(results.map(({ id, role }) => [id, `next_${role}`])),
    typeOf: () => undefined,
    shapes: new Map(operands.flatMap(({ id }, i) => likeOf(body, id, parameters[i]))),
    lines: [],
    depth: 1,
    shared: true,
    quiet: true,
  };
  printUnits(inner, [update.section]);
  const given = results.map(({ id }) => sayName(inner, id));
  inner.lines.push(code`return [${joinCode(given, code`, `)}];`);
  const labels = body.module.names.inner();
  return body.module.functions.add({
    wish: joinWords(["update_by", body.module.model.compile?.optimizer.name ?? "step"]),
    doc: "One update of a weight.",
    generics: code``,
    parameters: operands.map(({ id }, i) => ({
      name: parameters[i],
      type: body.hosts.has(id) ? code`number` : code`tf.Tensor`,
    })),
    returns: code`[${joinCode(
      results.map(({ role }) => code`${labels.take(role)}: tf.Tensor`),
      code`, `,
    )}]`,
    lines: inner.lines,
  });
}

/** Who reads a value elsewhere, and which rank it has, is nothing to a function for weights of all shapes. */
function factsInside(facts: Facts, steps: readonly Step[]): Facts {
  const ids = new Set(steps.flatMap(({ operation }) => [...operation.inputs, ...operation.outputs]));
  const inside = (id: number) => (facts.readers.get(id) ?? []).filter((reader) => steps.includes(reader));
  return { ...facts, readers: new Map([...ids].map((id) => [id, inside(id)])), fourDims: new Set() };
}

/** `weight.shape` says a shape that is that weight's, whatever the weight. */
function likeOf(body: Body, id: number, parameter: Code): readonly (readonly [string, Code])[] {
  const shape = shapeOf(body, id);
  const isWeight = body.facts.stateIn.has(id) && shape.length > 0;
  return isWeight ? [[shapeKey(shape), code`${parameter}.shape`]] : [];
}

/** Whether the value is what becomes of the weight or of one of its slots. */
function isStateOf({ facts, module }: Body, { path }: Update, id: number): boolean {
  const state = facts.stateOut.get(id);
  return state !== undefined && (module.slots.get(state)?.path ?? state) === path;
}

/** `weight`, or the slot that a result is. */
function roleOut({ facts, module }: Body, { path }: Update, id: number): string {
  const state = facts.stateOut.get(id);
  if (state === path) return WEIGHT;
  return (state === undefined ? undefined : module.slots.get(state)?.slot) ?? "result";
}
