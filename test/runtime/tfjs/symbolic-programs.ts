/** Programs whose sizes are symbols: convolutions with their gradients, and a recurrent layer's training step. */
import {
  add,
  addInput,
  type ConvOptions,
  conv,
  createGraph,
  type Dim,
  fill,
  gradients,
  matmul,
  maxPool,
  mul,
  type Program,
  relu,
  scan,
  sigmoid,
  split,
  square,
  sub,
  sum,
  sumPool,
  symbol,
  type Tensor,
  tanh,
  toProgram,
} from "../../../src/tensor/index.ts";

const [batch, time, height, width] = ["batch", "time", "height", "width"].map(symbol);

export interface SymbolicProgram {
  readonly program: Program;
  /** Shapes of the inputs for two bindings. */
  readonly shapes: readonly (readonly (readonly number[])[])[];
}

/** The convolution, pooled, and the gradients of the sum of its squares. */
function convolution(
  x: readonly Dim[],
  kernel: readonly number[],
  options: ConvOptions,
  pool = false,
): Program {
  return traced([x, kernel], ([input, weights]) => {
    const y = relu(conv(input, weights, options));
    const window = { window: [2, 2], strides: [2, 2], padding: "same" as const };
    const pooled = pool ? [maxPool(y, window), sumPool(y, window)] : [y];
    const loss = pooled.map((each) => sum(square(each))).reduce((a, b) => add(a, b));
    return [...pooled, ...gradients(loss, [input, weights])];
  });
}

export function symbolicConvolutions(): readonly SymbolicProgram[] {
  const line = [batch, time, 3];
  const plane = [batch, height, width, 4];
  const lines = (kernel: readonly number[]) => [
    [[2, 7, 3], kernel],
    [[3, 10, 3], kernel],
  ];
  const planes = (kernel: readonly number[]) => [
    [[2, 7, 6, 4], kernel],
    [[1, 8, 9, 4], kernel],
  ];
  const line1 = [3, 3, 5];
  const plane1 = [3, 2, 4, 5];
  const depthwise = [3, 3, 1, 4];
  return [
    { program: convolution(line, line1, { strides: [1], padding: "same" }), shapes: lines(line1) },
    { program: convolution(line, line1, { strides: [1], padding: "valid" }), shapes: lines(line1) },
    { program: convolution(line, line1, { strides: [2], padding: "same" }), shapes: lines(line1) },
    { program: convolution(line, line1, { strides: [2], padding: "valid" }), shapes: lines(line1) },
    {
      program: convolution(line, line1, { strides: [1], padding: "same", dilation: [2] }),
      shapes: lines(line1),
    },
    {
      program: convolution(plane, plane1, { strides: [1, 1], padding: "same" }, true),
      shapes: planes(plane1),
    },
    { program: convolution(plane, plane1, { strides: [2, 2], padding: "same" }), shapes: planes(plane1) },
    {
      program: convolution(plane, plane1, { strides: [2, 2], padding: "valid" }, true),
      shapes: planes(plane1),
    },
    {
      program: convolution(plane, depthwise, { strides: [1, 1], padding: "same", groups: 4 }),
      shapes: planes(depthwise),
    },
    {
      program: convolution(plane, depthwise, { strides: [2, 2], padding: "same", groups: 4 }),
      shapes: planes(depthwise),
    },
    {
      program: convolution(plane, [1, 1, 4, 2], { strides: [2, 2], padding: "same" }),
      shapes: planes([1, 1, 4, 2]),
    },
  ];
}

/** An LSTM of 2 units over [time, batch, 3], with the gradients of the sum of its squares. */
export function recurrentStep(): Program {
  return traced([[time, batch, 3], [3, 8], [2, 8], [8]], ([xs, kernel, recurrent, bias]) => {
    const nothing = fill(xs, 0, [batch, 2]);
    const loop = scan([nothing, nothing], [xs], time, ([hidden, cell], [x]) => {
      const gates = add(add(matmul(x, kernel), matmul(hidden, recurrent)), bias);
      const [input, forget, candidate, output] = split(gates, [2, 2, 2, 2], -1);
      const next = add(mul(sigmoid(forget), cell), mul(sigmoid(input), tanh(candidate)));
      const shown = mul(sigmoid(output), tanh(next));
      return { carry: [shown, next], ys: [shown] };
    });
    const weights = [kernel, recurrent, bias];
    const slopes = gradients(sum(square(loop.ys[0])), weights);
    return weights.map((weight, i) => sub(weight, mul(slopes[i], 0.1)));
  });
}

function traced(
  shapes: readonly (readonly Dim[])[],
  trace: (xs: readonly Tensor[]) => readonly Tensor[],
): Program {
  const graph = createGraph("symbolic");
  const xs = shapes.map((shape) => addInput(graph, { dtype: "f32", shape }));
  const ports = (prefix: string, tensors: readonly Tensor[]) =>
    tensors.map(({ id }, i) => ({ name: `${prefix}${i}`, value: id }));
  return toProgram(graph, { inputs: ports("in", xs), outputs: ports("out", trace(xs)) });
}
