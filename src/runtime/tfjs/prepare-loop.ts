/** Loops made ready: the body runs once for each row, over a frame of its own. */
import * as tf from "@tensorflow/tfjs-core";
import type { Dim } from "../../tensor/index.ts";
import type { BoundPlan, Watch } from "./bind-plan.ts";
import { type Frame, tensorAt } from "./frame.ts";
import { unstack } from "./helpers/unstack.ts";
import type { Loop, Rows } from "./plan.ts";

/** The loop as a function of the outer frame, in which it leaves the last carry, then its rows: stacked, or as tapes. */
export function prepareLoop(
  loop: Loop,
  outputs: readonly number[],
  body: BoundPlan,
  sizeOf: (dim: Dim) => number,
): { perform: (frame: Frame, watch?: Watch) => void; dispose: () => void } {
  const length = sizeOf(loop.length);
  const carried = loop.carry.length;
  const perform = (frame: Frame, watch?: Watch) => {
    const inner = innerFrame(loop, body, frame);
    const rows = loop.rows.map((each) => takeRows(each, frame));
    const tapes = loop.tapes.map((): tf.Tensor[] => new Array(length));
    let carry = loop.carry.map((id) => tf.clone(tensorAt(frame, id)));
    for (let step = 0; step < length; step++) {
      const row = loop.reverse ? length - 1 - step : step;
      place(loop, inner, carry, rows, row);
      const results = body.run(inner, watch);
      for (let i = 0; i < tapes.length; i++) tapes[i][row] = results[carried + i];
      carry = results.slice(0, carried);
    }
    for (let i = 0; i < carried; i++) frame.tensors[outputs[i]] = carry[i];
    for (let i = 0; i < tapes.length; i++)
      frame.tensors[outputs[carried + i]] = loop.tapes[i] ? tapes[i] : stack(tapes[i]);
  };
  return { perform, dispose: body.dispose };
}

/** The body's frame with what every step sees; it is used again for each step. */
function innerFrame({ body, consts }: Loop, { createFrame }: BoundPlan, outer: Frame): Frame {
  const inner = createFrame();
  for (const [i, id] of consts.entries()) {
    const { value } = body.program.inputs[i];
    inner.tensors[value] = tensorAt(outer, id);
    inner.hosts[value] = outer.hosts[id];
  }
  return inner;
}

/** Puts a step's carry and rows into the body's frame, which owns them from then on. */
function place(
  { body, consts }: Loop,
  inner: Frame,
  carry: tf.Tensor[],
  rows: tf.Tensor[][],
  row: number,
): void {
  const { inputs } = body.program;
  for (let i = 0; i < carry.length; i++) inner.tensors[inputs[consts.length + i].value] = carry[i];
  const first = consts.length + carry.length;
  for (let i = 0; i < rows.length; i++) inner.tensors[inputs[first + i].value] = rows[i][row];
}

/** The rows of a value, each a tensor for the loop to dispose. */
function takeRows({ value, tape, last }: Rows, frame: Frame): tf.Tensor[] {
  if (!tape) return unstack(tensorAt(frame, value));
  const rows = frame.tensors[value] as tf.Tensor[];
  if (!last) return rows.map((row) => tf.clone(row));
  frame.tensors[value] = undefined;
  return rows;
}

function stack(rows: tf.Tensor[]): tf.Tensor {
  const stacked = tf.stack(rows);
  for (const row of rows) row.dispose();
  return stacked;
}
