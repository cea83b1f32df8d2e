/** Loops: values, gradients through time, closures, loops in loops. */
import { expect, it } from "vitest";
import {
  add,
  cast,
  constant,
  cumsum,
  type Dim,
  dimension,
  dot,
  fill,
  gradients,
  less,
  mul,
  reverse,
  ShapeProblem,
  scan,
  select,
  sigmoid,
  split,
  sub,
  sum,
  symbol,
  type Tensor,
  tanh,
} from "../../src/tensor/index.ts";
import { checkGradient } from "./gradient-check.ts";
import { arrayOf, evaluateTraced, randomArray, run, traceProgram } from "./run-traced.ts";

const batch = symbol("batch");
const time = symbol("time");
const bindings = { batch: 2, time: 4 };

it("runs a running sum like cumsum, from either end", () => {
  for (const backward of [false, true]) {
    const both = ([x]: Tensor[]) => {
      const { carry, ys } = scan([fill(x, 0, [3])], [x], time, ([total], [row]) => step(add(total, row)), {
        reverse: backward,
      });
      return [ys[0], cumsum(x, 0, { reverse: backward }), carry[0]];
    };
    const program = traceProgram(both, [[time, 3]]);
    const [looped, direct, last] = run(program, [randomArray([5, 3], 3)]);
    expect(looped.data).toEqual(direct.data);
    expect(last.data).toEqual(looped.data.slice(...(backward ? [0, 3] : [12, 15])));
  }
});

it("counts its steps without rows", () => {
  const counted = ([x]: Tensor[]) => {
    const zero = constant(x, 0, [], "i32");
    const { carry } = scan([zero, x], [], time, ([count, y]) => ({
      carry: [add(count, 1), mul(y, 2)],
      ys: [],
    }));
    return [cast(carry[0], "f32"), carry[1], cast(dimension(x, time), "f32")];
  };
  const program = traceProgram((xs) => counted(xs), [[time]]);
  expect(run(program, [arrayOf([1, 1, 1])]).map(({ data }) => data[0])).toEqual([3, 8, 3]);
});

it("differentiates an LSTM through time, to the second order", () => {
  const shapes: Dim[][] = [[time, batch, 3], [3, 8], [2, 8], [8]];
  const last = ([x, kernel, recurrent, bias]: Tensor[]) => lstm(x, kernel, recurrent, bias).carry[0];
  checkGradient(last, shapes, { bindings, second: true });
  const every = ([x, kernel, recurrent, bias]: Tensor[]) => lstm(x, kernel, recurrent, bias).ys[0];
  checkGradient(every, shapes, { bindings, second: true });
});

it("differentiates a loop that runs backward and two loops one after the other", () => {
  const shapes: Dim[][] = [[time, batch, 3], [3, 8], [2, 8], [8], [2, 8]];
  const both = ([x, kernel, recurrent, bias, second]: Tensor[]) => {
    const there = lstm(x, kernel, recurrent, bias).ys[0];
    const back = lstm(x, kernel, recurrent, bias, true).ys[0];
    return lstm(mul(there, reverse(back, 0)), second, recurrent, bias, true).ys[0];
  };
  checkGradient(both, shapes, { bindings });
});

it("differentiates a loop with a mask and a counter", () => {
  const masked = ([x, weight]: Tensor[]) => {
    const start = [fill(x, 0, [batch, 3]), constant(x, 0, [], "i32")];
    const { ys } = scan(start, [x], time, ([h, count], [row]) => {
      const next = select(less(cast(count, "f32"), 2), tanh(add(dot(h, weight), row)), h);
      return { carry: [next, add(count, 1)], ys: [mul(next, cast(count, "f32"))] };
    });
    return ys;
  };
  checkGradient(
    masked,
    [
      [time, batch, 3],
      [3, 3],
    ],
    { bindings, second: true },
  );
});

it("differentiates loops inside loops that capture weights at every level", () => {
  const nested = ([x, weight, bias]: Tensor[]) => {
    const outer = scan([fill(x, 0, [3])], [x], time, ([h], [rows]) => {
      const scaled = mul(weight, sigmoid(sum(h)));
      const inner = scan([h], [rows], batch, ([g], [row]) =>
        step(tanh(add(add(mul(g, sum(scaled, 0)), row), bias))),
      );
      return { carry: inner.carry, ys: [sum(inner.ys[0], 0)] };
    });
    return [outer.carry[0], outer.ys[0]];
  };
  checkGradient(nested, [[time, batch, 3], [3, 3], [3]], { bindings, second: true });
});

it("differentiates a carry that a step hands on untouched, and rows that are outer values", () => {
  const through = ([x, kept]: Tensor[]) => {
    const { carry, ys } = scan([kept], [x], time, ([h], [row]) => ({
      carry: [h],
      ys: [mul(row, h), kept, row],
    }));
    return [...carry, ...ys].map((y) => mul(y, y));
  };
  checkGradient(through, [[time, 2], [2]], { bindings, second: true });
});

it("runs the forward loop once, however often gradients are taken", () => {
  const twice = ([x, weight]: Tensor[]) => {
    const { carry } = scan([fill(x, 0, [2])], [x], time, ([h], [row]) =>
      step(tanh(add(mul(h, weight), row))),
    );
    const loss = sum(mul(carry[0], carry[0]));
    return [...gradients(loss, [x]), ...gradients(loss, [weight])];
  };
  const { operations } = traceProgram(twice, [[time, 2], [2]]);
  const loops = operations.filter(({ op }) => op === "scan");
  expect(loops.map(({ attributes }) => attributes.reverse)).toEqual([false, true, true]);
  // The last carry, the rows, and one kept value: the carry before each step. What tanh made is among the rows already.
  expect(loops[0].outputs.length).toBe(3);
});

it("gives zeros for what does not reach the loss", () => {
  const slopes = ([x, unused]: Tensor[]) => {
    const { carry } = scan([fill(x, 0, [])], [x], x.shape[0], ([total], [row]) => step(add(total, row)));
    return gradients(sub(carry[0], 1), [x, unused]);
  };
  const [reached, unreached] = evaluateTraced(slopes, [arrayOf([1, 2]), arrayOf([3, 4])]);
  expect([...reached.data, ...unreached.data]).toEqual([1, 1, 0, 0]);
});

it("refuses values of different lengths and carries that change their shape", () => {
  const lengths = ([x, y]: Tensor[]) => scan([], [x, y], time, (_, rows) => ({ carry: [], ys: rows })).ys;
  expect(() => traceProgram(lengths, [[time], [batch]])).toThrow(ShapeProblem);
  const growing = ([x]: Tensor[]) => scan([sum(x)], [x], time, () => ({ carry: [x], ys: [] })).carry;
  expect(() => traceProgram(growing, [[time]])).toThrow(ShapeProblem);
});

function step(value: Tensor): { carry: Tensor[]; ys: Tensor[] } {
  return { carry: [value], ys: [value] };
}

/** Keras's gates in the order input, forget, candidate, output; two units. */
function lstm(x: Tensor, kernel: Tensor, recurrent: Tensor, bias: Tensor, backward = false) {
  const zero = fill(x, 0, [batch, 2]);
  return scan(
    [zero, zero],
    [x],
    time,
    ([h, c], [row]) => {
      const gates = split(add(add(dot(row, kernel), dot(h, recurrent)), bias), [2, 2, 2, 2], 1);
      const [input, forget, output] = [gates[0], gates[1], gates[3]].map(sigmoid);
      const cell = add(mul(forget, c), mul(input, tanh(gates[2])));
      const state = mul(output, tanh(cell));
      return { carry: [state, cell], ys: [state] };
    },
    { reverse: backward },
  );
}
