/** How values come to the statements of a block that are written out: under names, or as what the statements go on from. */

import type { Edit } from "../../diagnostics/diagnostic.ts";
import { freshName } from "../../parser/fresh-name.ts";
import { inputsOf } from "../../parser/inputs-of.ts";
import type { Flow, Name, Statement } from "../../parser/tree.ts";
import { declarationAt, nameAt } from "../name-at.ts";
import type { Snapshot } from "../snapshot.ts";
import { edit } from "./change.ts";
import { type Home, indentAt, isInside } from "./flows.ts";
import type { BlockUse } from "./inline-block.ts";

/**
 * What the arriving values are called (one empty name: nothing is named), the line in front of the statements that gives them their
 * names, and edits that do it elsewhere.
 */
export interface Entering {
  readonly names: readonly string[];
  readonly before: string;
  readonly edits: readonly Edit[];
}

export function enteringOf(use: BlockUse, snapshot: Snapshot): Entering | undefined {
  const { home, flow, step, block } = use;
  const { text } = snapshot.source;
  const isSpoken = speaksOfInputs(use, snapshot);
  if (step === flow.source) return isSpoken ? goingOn(home, flow, snapshot) : nameless;
  const previous = flow.steps[flow.steps.findIndex(({ start }) => start === step.start) - 1];
  const isBare = !isSpoken && block.body.statements.find(({ kind }) => kind !== "Input")?.kind !== "Flow";
  if (previous === undefined && !isBare && flow.source.kind === "Name" && isValue(flow.source, snapshot))
    return { names: [flow.source.text], before: "", edits: [] };
  if (previous === undefined && flow.source.kind === "Tuple") {
    const names = flow.source.items.flatMap((item) => (item.kind === "Name" ? [item.text] : []));
    return names.length < flow.source.items.length ? undefined : { names, before: "", edits: [] };
  }
  if (inputsOf(block).length !== 1) return undefined;
  const arriving = text.slice(flow.source.start, (previous ?? flow.source).end);
  const line = `${arriving}\n${indentAt(text, flow.start)}`;
  if (!isSpoken) return { ...nameless, before: line };
  const name = freshName("before", snapshot.source.text);
  return { names: [name], before: `${name} = ${line}`, edits: [] };
}

/** The statements go on from what stands before them. */
const nameless: Entering = { names: [""], before: "", edits: [] };

/** Whether the block's statements call their inputs by name, or only go on from the one. */
function speaksOfInputs({ block, blockFile }: BlockUse, snapshot: Snapshot): boolean {
  const compiled = snapshot.compiled();
  const inputs = inputsOf(block);
  const uses = [...(compiled.index.uses.get(blockFile)?.values() ?? [])].filter(({ span }) =>
    isInside(span, block.body),
  );
  const spoken = uses.flatMap(({ span }) => declarationAt(compiled, span)?.span ?? []);
  return (
    inputs.length !== 1 ||
    spoken.some(({ file, start }) => file === blockFile && isInside({ start, end: start }, inputs[0]))
  );
}

function isValue({ start }: Name, snapshot: Snapshot): boolean {
  const as = nameAt(snapshot, start)?.declaration?.as;
  return as === "value" || as === "input";
}

/** The value before a bare use: it is given a name where it has none. */
function goingOn({ body }: Home, flow: Flow, snapshot: Snapshot): Entering | undefined {
  const isFlow = ({ kind }: Statement) => kind === "Flow" || kind === "Repeat" || kind === "Input";
  const before = body.statements.filter((one) => one.start < flow.start && isFlow(one));
  const previous = before.findLast(({ kind }) => kind !== "Input") ?? before[0];
  if (previous?.kind === "Input" && previous.name.kind === "Name")
    return { names: [previous.name.text], before: "", edits: [] };
  if (previous?.kind !== "Flow") return undefined;
  if (previous.names.length > 0)
    return { names: previous.names.map(({ text }) => text), before: "", edits: [] };
  if (previous.steps.length === 0 && previous.source.kind === "Name" && isValue(previous.source, snapshot))
    return { names: [previous.source.text], before: "", edits: [] };
  const name = freshName("before", snapshot.source.text);
  return { names: [name], before: "", edits: [edit(snapshot, previous.start, previous.start, `${name} = `)] };
}
