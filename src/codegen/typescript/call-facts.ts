/** What the printer knows of TensorFlow.js's functions beyond the table: where numbers may stand, what need not be said, types. */

/** Functions whose operands may be plain numbers, which become f32 scalars: from which argument to which. */
export const TAKES_NUMBERS: ReadonlyMap<string, readonly [from: number, to: number]> = new Map<
  string,
  readonly [number, number]
>([
  ...[
    "add",
    "sub",
    "mul",
    "div",
    "pow",
    "maximum",
    "minimum",
    "mod",
    "squaredDifference",
    "divNoNan",
    "equal",
    "less",
    "lessEqual",
  ].map((name) => [`tf.${name}`, [0, 1]] as const),
  ["tf.where", [1, 2]],
]);

/** Last arguments that are what the function takes anyway, by the number of their place. */
export const DEFAULTS: ReadonlyMap<string, ReadonlyMap<number, string>> = new Map([
  [
    "tf.conv2d",
    new Map([
      [4, '"NHWC"'],
      [5, "[1, 1]"],
    ]),
  ],
  ["tf.sum", new Map([[2, "false"]])],
  ["tf.mean", new Map([[2, "false"]])],
  ["tf.max", new Map([[2, "false"]])],
  ["tf.prod", new Map([[2, "false"]])],
  ["tf.any", new Map([[2, "false"]])],
  ["tf.pad", new Map([[2, "0"]])],
  ["tf.fill", new Map([[2, '"float32"']])],
  ["tf.scalar", new Map([[1, '"float32"']])],
  ["tf.tensor", new Map([[2, '"float32"']])],
  [
    "tf.matMul",
    new Map([
      [2, "false"],
      [3, "false"],
    ]),
  ],
  [
    "tf.cumsum",
    new Map([
      [2, "false"],
      [3, "false"],
    ]),
  ],
]);

/** Arguments that must be known to have four dims. */
export const FOUR_DIMS: ReadonlyMap<string, readonly number[]> = new Map([
  ["tf.conv2d", [0, 1]],
  ["tf.conv2dTranspose", [0, 1]],
  ["tf.maxPool", [0]],
  ["tf.avgPool", [0]],
]);

/** Functions that give any type that is asked for: the others give the type of their operand. */
export const GIVES_ANY_TYPE: ReadonlySet<string> = new Set(
  [
    "add",
    "sub",
    "mul",
    "div",
    "pow",
    "maximum",
    "minimum",
    "mod",
    "squaredDifference",
    "divNoNan",
    "matMul",
    "sum",
    "mean",
    "max",
    "prod",
  ].map((name) => `tf.${name}`),
);

/** Functions that want operands of one type: where some of them are known more closely than others, it has to be said. */
export const WANTS_ONE_TYPE: ReadonlySet<string> = new Set(["tf.where", "tf.concat", "tf.stack"]);

/** Functions whose result has the type of their operand. */
export const ADOPTS_OPERAND: ReadonlySet<string> = new Set(
  [
    "relu",
    "elu",
    "leakyRelu",
    "sigmoid",
    "tanh",
    "softmax",
    "exp",
    "log",
    "sqrt",
    "rsqrt",
    "square",
    "neg",
    "abs",
    "clone",
  ].map((name) => `tf.${name}`),
);
