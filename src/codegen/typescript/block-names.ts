/** What a block's function, its operands and its results are called. */
import { flows, type Part } from "./block-part.ts";
import type { Body } from "./body.ts";
import { joinWords } from "./identifier.ts";
import { nounOf } from "./noun-of.ts";
import { type Block, phaseOf } from "./unit.ts";

/** `applyDense`, `trainDense`, `backwardDense`: the function's name, and what it is. */
export function titleOf(body: Body, block: Block): { readonly wish: string; readonly doc: string } {
  const what = `${block.layer === undefined ? "block" : "layer"} ${block.name}`;
  if (phaseOf(body.facts.program, block) === "backward")
    return { wish: joinWords(["backward", block.name]), doc: `The gradients of the ${what}.` };
  if (body.trains)
    return {
      wish: joinWords(["train", block.name]),
      doc: `The ${what} in training, with what its gradients need.`,
    };
  return { wish: joinWords(["apply", block.name]), doc: `The ${what}.` };
}

/** `gradient` for what comes from behind, `x` for what comes from before, and what the layer itself has made by what it is. */
export function operandName(body: Body, block: Block, id: number): string {
  const { makers, program } = body.facts;
  const { dtype, shape } = program.values[id];
  const before = dtype === "bool" && shape.length > 0 ? "mask" : "x";
  const maker = makers.get(id);
  if (phaseOf(program, block) !== "backward" || maker === undefined) return before;
  const { phase, layer } = program.origins[maker.operation.origin];
  if (phase !== "forward") return "gradient";
  if (layer === undefined || layer !== block.layer) return before;
  return flows(body, [maker], id) ? "output" : nounOf(body.facts, id);
}

/** What results are called inside, where the numbers of layers do not count: `output`, `gamma_gradient`, `moving_mean`. */
export function localWishes(body: Body, { block, results, flowing }: Part): ReadonlyMap<number, string> {
  if (!body.trains && block.layer === undefined) return new Map();
  const backward = phaseOf(body.facts.program, block) === "backward";
  const flow = backward ? "x_gradient" : "output";
  const own = block.layer;
  const wish = (id: number) => {
    const state = body.facts.stateOut.get(id)?.split("/").slice(1).join("_");
    if (body.facts.gradients.has(id)) return undefined;
    if (own !== undefined && state !== undefined) return state;
    return flowing.includes(id) && results.length > 1 ? flow : undefined;
  };
  return new Map(
    results.flatMap((id): (readonly [number, string])[] => {
      const said = wish(id);
      return said === undefined ? [] : [[id, said]];
    }),
  );
}
