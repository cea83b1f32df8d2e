/** Random uses of every primitive and composite: what the engines are compared with the reference evaluator on. */
import fc from "fast-check";
import * as t from "../../../src/tensor/index.ts";
import type { Padding } from "../../../src/tensor/window-geometry.ts";

/** Arrays, and what is computed from them. */
export interface Case {
  readonly inputs: readonly t.NumberArray[];
  readonly trace: (xs: readonly t.Tensor[]) => readonly t.Tensor[];
}

type Cases = fc.Arbitrary<Case>;
type Name = t.PrimitiveName | t.CompositeName;
type Values = fc.Arbitrary<number>;

/** Small numbers with many ties, both signs and 0: multiples of 1/4. */
const anyNumber = fc.integer({ min: -12, max: 12 }).map((n) => n / 4);
const positive = fc.integer({ min: 1, max: 40 }).map((n) => n / 8);
const whole = fc.integer({ min: -9, max: 9 });
const size = fc.integer({ min: 1, max: 4 });

function shapeOf(least: number, most: number): fc.Arbitrary<number[]> {
  return fc.array(size, { minLength: least, maxLength: most });
}

function f32(shape: readonly number[], values: Values = anyNumber): fc.Arbitrary<t.NumberArray> {
  const count = shape.reduce((a, b) => a * b, 1);
  return fc
    .array(values, { minLength: count, maxLength: count })
    .map((list) => ({ dtype: "f32" as const, shape, data: Float32Array.from(list) }));
}

function i32(shape: readonly number[], values: Values = whole): fc.Arbitrary<t.NumberArray> {
  return f32(shape, values).map(({ data }) => ({ dtype: "i32", shape, data: Int32Array.from(data) }));
}

function bool(shape: readonly number[]): fc.Arbitrary<t.NumberArray> {
  return f32(shape, fc.integer({ min: 0, max: 1 })).map(({ data }) => ({
    dtype: "bool",
    shape,
    data: Uint8Array.from(data),
  }));
}

function unary(apply: (x: t.Tensor) => t.Tensor, values: Values = anyNumber): Cases {
  return shapeOf(0, 5).chain((shape) =>
    f32(shape, values).map((x) => ({ inputs: [x], trace: ([a]) => [apply(a)] })),
  );
}

/** The operand's shape: some dims made 1, some leading dims left out. */
function operandShape(shape: readonly number[]): fc.Arbitrary<number[]> {
  return fc
    .tuple(fc.nat(shape.length), fc.array(fc.boolean(), { minLength: shape.length, maxLength: shape.length }))
    .map(([cut, ones]) => shape.map((n, axis) => (ones[axis] ? 1 : n)).slice(Math.min(cut, 2)));
}

type Arrays = (shape: readonly number[]) => fc.Arbitrary<t.NumberArray>;

function binary(
  apply: (a: t.Tensor, b: t.Tensor) => t.Tensor,
  left: Arrays = (shape) => f32(shape),
  right: Arrays = left,
): Cases {
  return shapeOf(0, 6).chain((shape) =>
    fc
      .tuple(operandShape(shape), fc.boolean())
      .chain(([small, swapped]) => fc.tuple(left(swapped ? small : shape), right(swapped ? shape : small)))
      .map((inputs) => ({ inputs, trace: ([a, b]) => [apply(a, b)] })),
  );
}

function axesOf(shape: readonly number[]): fc.Arbitrary<number[]> {
  return fc.subarray(shape.map((_, axis) => axis));
}

function reduction(
  apply: (x: t.Tensor, axes: readonly number[], options: { keepDims: boolean }) => t.Tensor,
  arrays: Arrays,
): Cases {
  return shapeOf(0, 5).chain((shape) =>
    fc
      .tuple(arrays(shape), axesOf(shape), fc.boolean())
      .map(([x, axes, keepDims]) => ({ inputs: [x], trace: ([a]) => [apply(a, axes, { keepDims })] })),
  );
}

function anyArray(shape: readonly number[]): fc.Arbitrary<t.NumberArray> {
  return fc.oneof(f32(shape), i32(shape), bool(shape));
}

function numeric(shape: readonly number[]): fc.Arbitrary<t.NumberArray> {
  return fc.oneof(f32(shape), i32(shape));
}

/** One array of rank `least` or more, and something drawn for its shape. */
function shaped<D>(
  least: number,
  draw: (shape: readonly number[]) => fc.Arbitrary<D>,
  apply: (x: t.Tensor, drawn: D) => readonly t.Tensor[],
  arrays: Arrays = anyArray,
  most = 5,
): Cases {
  return shapeOf(least, most).chain((shape) =>
    fc
      .tuple(arrays(shape), draw(shape))
      .map(([x, drawn]) => ({ inputs: [x], trace: ([a]) => apply(a, drawn) })),
  );
}

function axisOf(shape: readonly number[]): fc.Arbitrary<number> {
  return fc.nat(shape.length - 1);
}

/** A number for each axis. */
function perAxis(shape: readonly number[], number: fc.Arbitrary<number>): fc.Arbitrary<number[]> {
  return fc.array(number, { minLength: shape.length, maxLength: shape.length });
}

interface Geometry {
  readonly sizes: number[];
  readonly window: number[];
  readonly strides: number[];
  readonly dilation: number[];
  readonly padding: Padding;
}

/** A window over 1 to 3 axes that fits its input. */
function geometry(mostDilation: number): fc.Arbitrary<Geometry> {
  return fc.integer({ min: 1, max: 3 }).chain((rank) => {
    const list = (number: fc.Arbitrary<number>) => fc.array(number, { minLength: rank, maxLength: rank });
    const border = fc.tuple(fc.nat(2), fc.nat(2));
    return fc
      .record({
        window: list(fc.integer({ min: 1, max: 3 })),
        strides: list(fc.integer({ min: 1, max: 3 })),
        dilation: list(fc.integer({ min: 1, max: mostDilation })),
        more: list(fc.nat(rank === 3 ? 2 : 5)),
        borders: fc.array(border, { minLength: rank, maxLength: rank }),
        padding: fc.constantFrom("same" as const, "valid" as const, "explicit" as const),
        uniform: fc.boolean(),
      })
      .map(({ window, strides, dilation, more, borders, padding, uniform }) => ({
        window,
        strides: uniform ? strides.map(() => 1) : strides,
        dilation,
        sizes: window.map((taps, axis) => (taps - 1) * dilation[axis] + 1 + more[axis]),
        padding:
          padding === "explicit"
            ? borders.map(([low, high], axis): [number, number] => [
                Math.min(low, window[axis] - 1),
                Math.min(high, window[axis] - 1),
              ])
            : padding,
      }));
  });
}

interface Conv extends Geometry {
  readonly groups: number;
  readonly batch: number;
  readonly inGroup: number;
  readonly outGroup: number;
}

function convGeometry(): fc.Arbitrary<Conv> {
  return fc
    .tuple(
      geometry(2),
      fc.record({ groups: fc.constantFrom(1, 1, 2, 3), batch: size, inGroup: size, outGroup: size }),
    )
    .map(([window, channels]) => ({ ...window, ...channels }));
}

function convolution(of: "conv" | "convInputGrad" | "convFilterGrad"): Cases {
  return convGeometry().chain((o) => {
    const xShape = [o.batch, ...o.sizes, o.groups * o.inGroup];
    const kernelShape = [...o.window, o.inGroup, o.groups * o.outGroup];
    const graph = t.createGraph("shapes");
    const at = (shape: readonly number[]) => t.addInput(graph, { dtype: "f32", shape });
    const yShape = t.conv(at(xShape), at(kernelShape), o).shape.map(Number);
    if (of === "conv")
      return fc
        .tuple(f32(xShape), f32(kernelShape))
        .map((inputs) => ({ inputs, trace: ([x, k]) => [t.conv(x, k, o)] }));
    if (of === "convInputGrad")
      return fc
        .tuple(f32(yShape), f32(kernelShape))
        .map((inputs) => ({ inputs, trace: ([dy, k]) => [t.convInputGrad(dy, k, xShape, o)] }));
    return fc
      .tuple(f32(xShape), f32(yShape))
      .map((inputs) => ({ inputs, trace: ([x, dy]) => [t.convFilterGrad(x, dy, kernelShape, o)] }));
  });
}

/** x with its pooled shape, over negative numbers too, with many equal maxima. */
function pooling(apply: (x: t.Tensor, o: Geometry) => readonly t.Tensor[]): Cases {
  return fc.tuple(geometry(1), size, size).chain(([o, batch, channels]) =>
    f32([batch, ...o.sizes, channels], fc.integer({ min: -6, max: 2 })).map((x) => ({
      inputs: [x],
      trace: ([a]) => apply(a, o),
    })),
  );
}

/** Indices below n in a shape. */
function indices(n: number, shape: readonly number[]): fc.Arbitrary<t.NumberArray> {
  return i32(shape, fc.nat(n - 1));
}

const lookup: Cases = shapeOf(1, 4).chain((shape) =>
  fc
    .tuple(axisOf(shape), shapeOf(0, 2))
    .chain(([axis, picks]) =>
      fc
        .tuple(anyArray(shape), indices(shape[axis], picks))
        .map((inputs) => ({ inputs, trace: ([x, at]) => [t.gather(x, at, axis)] })),
    ),
);

const spread: Cases = fc
  .tuple(shapeOf(0, 2), shapeOf(0, 2), shapeOf(0, 2), size)
  .chain(([before, picks, after, n]) =>
    fc
      .tuple(indices(n, picks), numeric([...before, ...picks, ...after]))
      .map((inputs) => ({ inputs, trace: ([at, rows]) => [t.scatterAdd(at, rows, n, before.length)] })),
  );

const matrices: Cases = fc
  .record({
    batch: shapeOf(0, 3),
    n: size,
    k: size,
    m: size,
    transposeA: fc.boolean(),
    transposeB: fc.boolean(),
  })
  .chain(({ batch, n, k, m, transposeA, transposeB }) =>
    fc.tuple(operandShape(batch), fc.boolean()).chain(([small, swapped]) => {
      const a = [...(swapped ? small : batch), ...(transposeA ? [k, n] : [n, k])];
      const b = [...(swapped ? batch : small), ...(transposeB ? [m, k] : [k, m])];
      return fc
        .tuple(f32(a), f32(b))
        .map((inputs) => ({ inputs, trace: ([x, y]) => [t.matmul(x, y, { transposeA, transposeB })] }));
    }),
  );

const select: Cases = shapeOf(0, 6).chain((shape) =>
  fc
    .tuple(operandShape(shape), operandShape(shape), fc.nat(2), fc.constantFrom(f32, i32, bool))
    .chain(([one, two, full, arrays]) => {
      const shapes = [one, two, two].map((small, i) => (i === full ? shape : small));
      return fc
        .tuple(bool(shapes[0]), arrays(shapes[1]), arrays(shapes[2]))
        .map((inputs) => ({ inputs, trace: ([condition, a, b]) => [t.select(condition, a, b)] }));
    }),
);

const joined: Cases = shapeOf(1, 4).chain((shape) =>
  fc
    .tuple(axisOf(shape), fc.array(size, { minLength: 2, maxLength: 4 }), fc.constantFrom(f32, i32, bool))
    .chain(([axis, lengths, arrays]) => {
      const shapes = lengths.map((n) => shape.map((other, i) => (i === axis ? n : other)));
      return fc
        .tuple(...shapes.map((each) => arrays(each)))
        .map((inputs) => ({ inputs, trace: (xs) => [t.concat(xs, axis)] }));
    }),
);

const parts: Cases = fc
  .tuple(shapeOf(1, 4), fc.array(size, { minLength: 2, maxLength: 4 }))
  .chain(([shape, sizes]) =>
    axisOf(shape).chain((axis) =>
      anyArray(shape.map((n, i) => (i === axis ? sizes.reduce((a, b) => a + b) : n))).map((x) => ({
        inputs: [x],
        trace: ([a]) => t.split(a, sizes, axis),
      })),
    ),
  );

/** What is made from nothing, beside an input that it is added to nothing of. */
function source(draw: fc.Arbitrary<(at: t.Tensor) => readonly t.Tensor[]>): Cases {
  return draw.map((make) => ({
    inputs: [{ dtype: "f32", shape: [], data: Float32Array.of(0) }],
    trace: ([at]) => make(at),
  }));
}

const dtypes = fc.constantFrom("f32" as const, "i32" as const, "bool" as const);

const reshaped = (x: t.Tensor) => {
  const [a = 1, b = 1, ...rest] = x.shape;
  return t.reshape(x, [Number(a) * Number(b), ...rest]);
};

/** A cell with a carry, rows and an outer value, its stacked rows read by another loop the other way and by a sum. */
const loop: Cases = fc
  .record({ length: fc.integer({ min: 1, max: 5 }), n: size, reverse: fc.boolean() })
  .chain(({ length, n, reverse }) =>
    fc.tuple(f32([n]), f32([length, n]), f32([n])).map((inputs) => ({
      inputs,
      trace: ([start, xs, scale]) => {
        const first = t.scan(
          [start, start],
          [xs],
          length,
          ([a, b], [x]) => {
            const next = t.tanh(t.add(t.mul(a, scale), x));
            return { carry: [next, b], ys: [t.mul(next, 0.5), a, next] };
          },
          { reverse },
        );
        const [halves, before, all] = first.ys;
        const second = t.scan(
          [t.fill(start, 0, [n])],
          [halves, before],
          length,
          ([sum], [x, y]) => {
            const next = t.add(sum, t.mul(x, y));
            return { carry: [next], ys: [next] };
          },
          { reverse: !reverse },
        );
        return [...first.carry, t.sum(all, 0), ...second.carry, ...second.ys];
      },
    })),
  );

/** Every name has its cases; a new primitive without any does not compile. */
export const cases: Readonly<Record<Name, Cases>> = {
  constant: source(
    fc.tuple(dtypes, fc.boolean()).map(([dtype, single]) => (at: t.Tensor) => [
      single ? t.constant(at, 1, [], dtype) : t.constant(at, [0, 1, 1, 0], [2, 2], dtype),
    ]),
  ),
  fill: source(
    fc.tuple(dtypes, shapeOf(1, 4)).map(([dtype, shape]) => (at: t.Tensor) => [t.fill(at, 1, shape, dtype)]),
  ),
  iota: source(
    shapeOf(1, 4).chain((shape) =>
      fc
        .tuple(axisOf(shape), fc.constantFrom("f32" as const, "i32" as const))
        .map(([axis, dtype]) => (at: t.Tensor) => [t.iota(at, shape, axis, dtype)]),
    ),
  ),
  dimension: source(fc.constant((at: t.Tensor) => [t.dimension(at, 7)])),
  randomUniform: source(
    fc
      .tuple(fc.nat(), fc.nat(), fc.nat(9), shapeOf(0, 4))
      .map(([seed, step, stream, shape]) => (at: t.Tensor) => {
        const [key, counter] = [seed, step].map((value) => t.constant(at, value, [], "i32"));
        return [t.randomUniform(key, counter, { stream, shape })];
      }),
  ),
  neg: unary(t.neg),
  abs: unary(t.abs),
  sign: unary(t.sign),
  floor: unary(t.floor),
  round: unary(t.round),
  exp: unary(t.exp),
  expm1: unary(t.expm1),
  log: unary(t.log, positive),
  log1p: unary(t.log1p, positive),
  sqrt: unary(t.sqrt, positive),
  sin: unary(t.sin),
  cos: unary(t.cos),
  tanh: unary(t.tanh),
  sigmoid: unary(t.sigmoid),
  erf: unary(t.erf),
  isFinite: unary(
    t.isFinite,
    fc.constantFrom(0, 1, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY),
  ),
  not: shaped(
    0,
    () => fc.constant(0),
    (x) => [t.not(x)],
    bool,
  ),
  cast: shaped(
    0,
    () => dtypes,
    (x, dtype) => [t.cast(x, dtype)],
  ),
  stopGradient: shaped(
    0,
    () => fc.constant(0),
    (x) => [t.stopGradient(x)],
  ),
  add: fc.oneof(binary(t.add), binary(t.add, i32)),
  sub: fc.oneof(binary(t.sub), binary(t.sub, i32)),
  mul: fc.oneof(binary(t.mul), binary(t.mul, i32)),
  div: fc.oneof(
    binary(
      t.div,
      (shape) => f32(shape),
      (shape) => f32(shape, positive),
    ),
    binary(t.div, i32),
  ),
  pow: fc.oneof(
    binary(t.pow, (shape) => f32(shape, positive)),
    binary(t.pow, i32, (shape) => i32(shape, fc.nat(4))),
  ),
  maximum: fc.oneof(binary(t.maximum), binary(t.maximum, i32)),
  minimum: fc.oneof(binary(t.minimum), binary(t.minimum, i32)),
  mod: fc.oneof(
    binary(
      t.mod,
      (shape) => f32(shape),
      (shape) => f32(shape, positive),
    ),
    binary(
      t.mod,
      (shape) => f32(shape),
      (shape) =>
        f32(
          shape,
          positive.map((n) => -n),
        ),
    ),
    binary(t.mod, i32),
  ),
  equal: fc.oneof(binary(t.equal), binary(t.equal, i32), binary(t.equal, bool)),
  less: fc.oneof(binary(t.less), binary(t.less, i32)),
  lessEqual: fc.oneof(binary(t.lessEqual), binary(t.lessEqual, i32)),
  and: binary(t.and, bool),
  or: binary(t.or, bool),
  select,
  reshape: shaped(
    2,
    () => fc.constant(0),
    (x) => [reshaped(x)],
  ),
  transpose: shaped(
    0,
    (shape) =>
      fc.shuffledSubarray(
        shape.map((_, axis) => axis),
        { minLength: shape.length },
      ),
    (x, permutation) => [t.transpose(x, permutation)],
    anyArray,
    6,
  ),
  slice: shaped(
    1,
    (shape) =>
      fc.tuple(
        ...shape.map((n) =>
          fc
            .nat(n - 1)
            .chain((start) => fc.tuple(fc.constant(start), fc.integer({ min: 1, max: n - start }))),
        ),
      ),
    (x, ranges) => [
      t.slice(
        x,
        ranges.map(([start]) => start),
        ranges.map(([, length]) => length),
      ),
    ],
  ),
  pad: shaped(
    1,
    (shape) =>
      fc.record({
        low: perAxis(shape, fc.nat(2)),
        high: perAxis(shape, fc.nat(2)),
        interior: fc.oneof(perAxis(shape, fc.constant(0)), perAxis(shape, fc.nat(2))),
        value: fc.constantFrom(0, 1),
      }),
    (x, options) => [t.pad(x, options)],
  ),
  concat: joined,
  split: parts,
  reverse: shaped(0, axesOf, (x, axes) => [t.reverse(x, axes)]),
  broadcastTo: shapeOf(0, 6).chain((shape) =>
    operandShape(shape).chain((small) =>
      anyArray(small).map((x) => ({ inputs: [x], trace: ([a]) => [t.broadcastTo(a, shape)] })),
    ),
  ),
  gather: lookup,
  scatterAdd: spread,
  argMax: shaped(1, axisOf, (x, axis) => [t.argMax(x, axis)], numeric),
  topK: shaped(
    1,
    (shape) => fc.integer({ min: 1, max: shape[shape.length - 1] }),
    (x, k) => t.topK(x, k),
    numeric,
  ),
  cumsum: shaped(
    1,
    (shape) => fc.record({ axis: axisOf(shape), reverse: fc.boolean(), exclusive: fc.boolean() }),
    (x, { axis, ...options }) => [t.cumsum(x, axis, options)],
    numeric,
  ),
  sum: reduction(t.sum, numeric),
  max: reduction(t.max, numeric),
  prod: reduction(t.prod, (shape) => f32(shape, positive)),
  any: reduction(t.any, bool),
  matmul: matrices,
  conv: convolution("conv"),
  convInputGrad: convolution("convInputGrad"),
  convFilterGrad: convolution("convFilterGrad"),
  maxPool: pooling((x, o) => [t.maxPool(x, o)]),
  maxPoolGrad: pooling((x, o) => {
    const y = t.maxPool(x, o);
    return [t.maxPoolGrad(x, y, t.add(t.mul(y, 0.5), 1), o)];
  }),
  sumPool: pooling((x, o) => [t.sumPool(x, o)]),
  sumPoolGrad: pooling((x, o) => [t.sumPoolGrad(t.sumPool(x, o), x.shape, o)]),
  scan: loop,
  relu: unary(t.relu),
  leakyRelu: unary((x) => t.leakyRelu(x, 0.3)),
  elu: fc.constantFrom(1, 0.5).chain((alpha) => unary((x) => t.elu(x, alpha))),
  silu: unary(t.silu),
  gelu: unary(t.gelu),
  geluTanh: unary(t.geluTanh),
  softplus: unary(t.softplus, fc.integer({ min: -30, max: 30 })),
  logSigmoid: unary(t.logSigmoid, fc.integer({ min: -30, max: 30 })),
  softmax: shaped(
    1,
    axisOf,
    (x, axis) => [t.softmax(x, axis)],
    (shape) => f32(shape),
  ),
  logSoftmax: shaped(
    1,
    axisOf,
    (x, axis) => [t.logSoftmax(x, axis)],
    (shape) => f32(shape),
  ),
  step: unary(t.step),
  clip: unary((x) => t.clip(x, -1, 0.5)),
  square: unary(t.square),
  squaredDifference: binary(t.squaredDifference),
  divNoNan: binary(t.divNoNan),
  rsqrt: unary(t.rsqrt, positive),
  mean: reduction(t.mean, (shape) => f32(shape)),
};
