/** All activations, in the order in which documentation lists them. */
import type { Activation } from "../define-activation.ts";
import { celu } from "./celu.ts";
import { elu } from "./elu.ts";
import { exponential } from "./exponential.ts";
import { gelu } from "./gelu.ts";
import { glu } from "./glu.ts";
import { hardShrink } from "./hard-shrink.ts";
import { hardSigmoid } from "./hard-sigmoid.ts";
import { hardSilu } from "./hard-silu.ts";
import { hardTanh } from "./hard-tanh.ts";
import { leakyRelu } from "./leaky-relu.ts";
import { linear } from "./linear.ts";
import { logSigmoid } from "./log-sigmoid.ts";
import { logSoftmax } from "./log-softmax.ts";
import { mish } from "./mish.ts";
import { relu } from "./relu.ts";
import { relu6 } from "./relu6.ts";
import { selu } from "./selu.ts";
import { sigmoid } from "./sigmoid.ts";
import { silu } from "./silu.ts";
import { softShrink } from "./soft-shrink.ts";
import { softmax } from "./softmax.ts";
import { softplus } from "./softplus.ts";
import { softsign } from "./softsign.ts";
import { sparsePlus } from "./sparse-plus.ts";
import { sparseSigmoid } from "./sparse-sigmoid.ts";
import { sparsemax } from "./sparsemax.ts";
import { squareplus } from "./squareplus.ts";
import { tanh } from "./tanh.ts";
import { tanhShrink } from "./tanh-shrink.ts";
import { threshold } from "./threshold.ts";

export const activations: readonly Activation[] = [
  linear,
  relu,
  relu6,
  leakyRelu,
  elu,
  selu,
  celu,
  gelu,
  silu,
  hardSilu,
  mish,
  softplus,
  sparsePlus,
  squareplus,
  softsign,
  tanh,
  hardTanh,
  tanhShrink,
  softShrink,
  hardShrink,
  threshold,
  sigmoid,
  hardSigmoid,
  logSigmoid,
  sparseSigmoid,
  exponential,
  glu,
  softmax,
  logSoftmax,
  sparsemax,
];
