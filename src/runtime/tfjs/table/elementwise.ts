/** Rows of functions of each element: one operand, two, or a choice. */
import type { Call, CallName } from "../call.ts";
import type { RowsFor } from "./index.ts";
import { call, type Row, type RowContext, tensorflowDType } from "./row.ts";

/** A function of TensorFlow.js over the inputs as they are. */
const plain =
  (fn: CallName): Row<unknown> =>
  (_, { inputs }) =>
    call(fn, ...inputs);

/** The same, but for the backends that have it wrong. */
const exceptOn =
  (backends: readonly RowContext["backend"][], name: "sign" | "log1p" | "sin"): Row<unknown> =>
  (_, { inputs, backend }) =>
    backends.includes(backend) ? call("rt.byMath", name, ...inputs) : call(`tf.${name}`, ...inputs);

export const unary: RowsFor<
  | "neg"
  | "abs"
  | "sign"
  | "floor"
  | "round"
  | "exp"
  | "expm1"
  | "log"
  | "log1p"
  | "sqrt"
  | "sin"
  | "cos"
  | "tanh"
  | "sigmoid"
  | "erf"
  | "isFinite"
  | "not"
  | "cast"
  | "stopGradient"
> = {
  neg: plain("tf.neg"),
  abs: plain("tf.abs"),
  sign: exceptOn(["wasm", "cpu"], "sign"),
  floor: plain("tf.floor"),
  round: plain("tf.round"),
  exp: plain("tf.exp"),
  expm1: plain("tf.expm1"),
  log: plain("tf.log"),
  log1p: exceptOn(["wasm"], "log1p"),
  sqrt: plain("tf.sqrt"),
  sin: exceptOn(["wasm"], "sin"),
  cos: plain("tf.cos"),
  tanh: plain("tf.tanh"),
  sigmoid: plain("tf.sigmoid"),
  // That of cpu is an approximation, off by 1.5e-7 even near 0.
  erf: (_, { inputs, backend }) => call(backend === "cpu" ? "rt.erf" : "tf.erf", ...inputs),
  isFinite: plain("tf.isFinite"),
  not: plain("tf.logicalNot"),
  cast: ({ dtype }, { inputs }) => call("tf.cast", ...inputs, tensorflowDType[dtype]),
  stopGradient: plain("tf.clone"),
};

export const binary: RowsFor<
  | "add"
  | "sub"
  | "mul"
  | "div"
  | "pow"
  | "maximum"
  | "minimum"
  | "mod"
  | "equal"
  | "less"
  | "lessEqual"
  | "and"
  | "or"
  | "select"
> = {
  add: plain("tf.add"),
  sub: plain("tf.sub"),
  mul: plain("tf.mul"),
  div: (_, { inputs, outputTypes: [{ dtype }] }) =>
    dtype === "i32" ? call("rt.zipWhole", "quotient", ...inputs) : call("tf.div", ...inputs),
  pow: plain("tf.pow"),
  maximum: (_, context) => extreme("max", "tf.maximum", context),
  minimum: (_, context) => extreme("min", "tf.minimum", context),
  mod: (_, { inputs, outputTypes: [{ dtype }] }) =>
    dtype === "i32" ? call("rt.zipWhole", "remainder", ...inputs) : call("tf.mod", ...inputs),
  equal: plain("tf.equal"),
  less: plain("tf.less"),
  lessEqual: plain("tf.lessEqual"),
  and: plain("tf.logicalAnd"),
  or: plain("tf.logicalOr"),
  select: plain("tf.where"),
};

/** Over real numbers wasm has it slow, and loses NaN. */
function extreme(
  which: string,
  fn: CallName,
  { inputs, outputTypes: [{ dtype }], backend }: RowContext,
): Call {
  return backend === "wasm" && dtype === "f32" ? call("rt.extreme", which, ...inputs) : call(fn, ...inputs);
}
