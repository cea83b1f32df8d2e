/** A block written out by itself for values and arguments of given kinds: what an editor shows of a block that no model uses. */
import type { Value } from "../library/value.ts";
import type { Type } from "../tensor/index.ts";
import { nothingAround } from "./around.ts";
import { addModelInput, createDraft, type Draft } from "./draft.ts";
import { type BlockDeclaration, spanOf } from "./scope.ts";
import { useBlock } from "./use-block.ts";

/** What was traced. Whatever does not fit is reported to the run of the block's file, which should be nobody's else. */
export function writeOutBlock(
  block: BlockDeclaration,
  inputs: readonly Type[],
  given: ReadonlyMap<string, Value>,
): Draft {
  const { statement, scope } = block;
  const name = statement.name.kind === "Name" ? statement.name.text : "block";
  const span = spanOf(scope, statement.name);
  const draft = createDraft(name);
  const values = inputs.map((type, i) =>
    addModelInput(draft, `${name}_${i}`, type, { kind: "number" }, span),
  );
  const flowing = { draft, scope, around: nothingAround, current: undefined, inputs: [], round: "" };
  const passed = [...given].map(([parameter, value]) => ({ name: parameter, value }));
  useBlock(block, { name, nameSpan: span, span }, passed, values, flowing);
  return draft;
}
