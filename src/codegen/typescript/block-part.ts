/** What a block's function reads, keeps and gives, seen from the body that it stands in. */
import type { Step } from "../../runtime/tfjs/plan.ts";
import type { BlockFunction } from "./block-function.ts";
import type { Body } from "./body.ts";
import type { Kept } from "./kept.ts";
import { firstPart, layersIn, localLayers, readsOwnWeights } from "./layers-of.ts";
import { isReadBeyond } from "./name-of.ts";
import { type Block, readBy, stepsOf } from "./unit.ts";

export interface Part extends Omit<BlockFunction, "callee" | "sizes" | "record"> {
  readonly block: Block;
  readonly local: ReadonlyMap<string, string>;
}

export function partOf(body: Body, block: Block): Part {
  const steps = stepsOf(block);
  const own = layersIn(body, block);
  const all = readBy(steps).filter((id) => !body.facts.fixed.has(id) && !isWeightOf(body, own, id));
  const kept = keptFor(body, block, all);
  const isKept = (id: number) => kept.some(({ fields }) => fields.has(id));
  const results = steps
    .flatMap(({ operation }) => operation.outputs)
    .filter((id) => isReadBeyond(body, steps, id));
  return {
    block,
    read: all.filter((id) => !isKept(id)),
    kept,
    results,
    flowing: results.filter((id) => flows(body, steps, id)),
    hasWeights: readsOwnWeights(body, block),
    local: localLayers(own),
  };
}

/** What the instance's own forward part has kept, and records that hold the rows of loops. */
function keptFor(body: Body, block: Block, read: readonly number[]): readonly Kept[] {
  const own = body.kept.get(block.key);
  const rows = [...body.kept.values()].filter(({ fields }) =>
    read.some((id) => fields.get(id)?.row !== undefined),
  );
  return [...new Set([...(own === undefined ? [] : [own]), ...rows])].filter(({ fields }) =>
    read.some((id) => fields.has(id)),
  );
}

/** Whether the result goes on: forward to later layers, the loss and the outputs, backward to the layers before. */
export function flows({ facts }: Body, steps: readonly Step[], id: number): boolean {
  const { program, readers, outputs } = facts;
  const phaseAt = ({ operation }: Step) => program.origins[operation.origin].phase;
  const onward = phaseAt(steps[0]) === "backward" ? ["backward"] : ["forward", "loss", "metric"];
  const beyond = (readers.get(id) ?? []).filter((reader) => !steps.includes(reader));
  return outputs.has(id) || beyond.some((reader) => onward.includes(phaseAt(reader)));
}

function isWeightOf({ facts, module }: Body, layers: readonly string[], id: number): boolean {
  const name = facts.stateIn.get(id);
  return name !== undefined && module.isWeight(name) && layers.includes(firstPart(name));
}
