/** Gradients of everything that moves elements about, on symbolic shapes. */
import { it } from "vitest";
import * as tensor from "../../src/tensor/index.ts";
import { addDims, type Dim, mul, sin, symbol, type Tensor } from "../../src/tensor/index.ts";
import { checkGradient } from "./gradient-check.ts";

const { broadcastTo, concat, expandDims, pad, reshape, reverse, slice, split, squeeze, stack, transpose } =
  tensor;
const batch = symbol("batch");
const time = symbol("time");

const cases: readonly [string, (xs: Tensor[]) => Tensor | readonly Tensor[], readonly (readonly Dim[])[]][] =
  [
    ["reshape", ([x]) => reshape(x, [-1, 6]), [[batch, time, 6]]],
    ["transpose", ([x]) => transpose(x, [2, 0, 1]), [[batch, time, 3]]],
    ["transpose of all axes", ([x]) => transpose(x), [[batch, 3]]],
    ["slice", ([x]) => slice(x, [1, 0], [addDims(time, -1), 2]), [[time, 3]]],
    ["slice from a symbolic start", ([x]) => slice(x, [addDims(time, -1), 0], [1, 3]), [[time, 3]]],
    ["pad", ([x]) => pad(x, { low: [1, 0], high: [0, 2], value: 3 }), [[batch, 3]]],
    ["pad with gaps", ([x]) => pad(x, { low: [1, 0], high: [0, 2], interior: [2, 1] }), [[batch, 3]]],
    [
      "concat",
      (xs) => concat(xs, -1),
      [
        [batch, 2],
        [batch, time],
        [batch, 1],
      ],
    ],
    ["split", ([x]) => split(x, [2, 1, 3], 1), [[batch, 6]]],
    ["split with an unused part", ([x]) => [split(x, [2, 1, 3], 1)[1]], [[batch, 6]]],
    ["reverse", ([x]) => reverse(x, [0, -1]), [[batch, 3, 2]]],
    ["broadcastTo", ([x]) => broadcastTo(x, [batch, 3, time, 2]), [[3, 1, 2]]],
    ["expandDims", ([x]) => expandDims(x, 1), [[batch, 3]]],
    ["squeeze", ([x]) => squeeze(x, -2), [[batch, 1, 3]]],
    [
      "stack",
      (xs) => stack(xs, -1),
      [
        [batch, 2],
        [batch, 2],
      ],
    ],
  ];

it.each(cases)("differentiates %s", (_, trace, shapes) => {
  const bindings = { batch: 2, time: 4 };
  checkGradient(trace, shapes, { bindings });
  const bent = (xs: Tensor[]) => [trace(xs.map((x) => sin(x)))].flat().map((y) => mul(y, y));
  checkGradient(bent, shapes, { bindings, second: true });
});
