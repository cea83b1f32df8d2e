/** A loop cut down to what is read of it. */
import type { ScanAttributes } from "./primitives/scan.ts";
import type { Attributes, Operation, Program } from "./program.ts";

/**
 * The loop without results that nobody reads, carries that feed none that somebody reads, and inputs that no step reads.
 * The body keeps its numbers; `isRead` tells of the operation's results.
 */
export function trimLoop(loop: Operation, isRead: (id: number) => boolean): Operation {
  const attributes = loop.attributes as unknown as ScanAttributes;
  const { body, consts, carry } = attributes;
  const { outputs, values } = liveParts(loop, attributes, isRead);
  const isCarry = (at: number) => at >= consts && at < consts + carry;
  const keepsInput = (at: number) =>
    isCarry(at) ? outputs.has(at - consts) : values.has(body.inputs[at].value);
  const keptInputs = [...loop.inputs.keys()].filter(keepsInput);
  const keptOutputs = [...loop.outputs.keys()].filter((at) => outputs.has(at));
  if (keptInputs.length === loop.inputs.length && keptOutputs.length === loop.outputs.length) return loop;
  const trimmed: Attributes = {
    ...loop.attributes,
    body: {
      ...body,
      inputs: keptInputs.map((at) => body.inputs[at]),
      outputs: keptOutputs.map((at) => body.outputs[at]),
    },
    consts: keptInputs.filter((at) => at < consts).length,
    carry: keptInputs.filter(isCarry).length,
  };
  return {
    ...loop,
    inputs: keptInputs.map((at) => loop.inputs[at]),
    outputs: keptOutputs.map((at) => loop.outputs[at]),
    attributes: trimmed,
  };
}

/** The outputs of the loop that matter, and the values of the body that they come from, through every step. */
function liveParts(
  loop: Operation,
  { body, consts, carry }: ScanAttributes,
  isRead: (id: number) => boolean,
) {
  const outputs = new Set([...loop.outputs.keys()].filter((at) => isRead(loop.outputs[at])));
  for (;;) {
    const values = sources(
      body,
      [...outputs].map((at) => body.outputs[at].value),
    );
    const before = outputs.size;
    for (let i = 0; i < carry; i++) if (values.has(body.inputs[consts + i].value)) outputs.add(i);
    if (outputs.size === before) return { outputs, values };
  }
}

/** The given values and all that they are made from. */
function sources({ operations }: Program, of: readonly number[]): ReadonlySet<number> {
  const live = new Set(of);
  for (const { inputs, outputs } of operations.toReversed())
    if (outputs.some((id) => live.has(id))) for (const id of inputs) live.add(id);
  return live;
}
