/** The registry of composites: named compositions that an engine may have a faster or better readable call for. */
import type { Composite } from "../primitive.ts";
import { clipComposite } from "./clip.ts";
import { divNoNanComposite } from "./div-no-nan.ts";
import { eluComposite } from "./elu.ts";
import { geluComposite } from "./gelu.ts";
import { geluTanhComposite } from "./gelu-tanh.ts";
import { leakyReluComposite } from "./leaky-relu.ts";
import { logSigmoidComposite } from "./log-sigmoid.ts";
import { logSoftmaxComposite } from "./log-softmax.ts";
import { meanComposite } from "./mean.ts";
import { reluComposite } from "./relu.ts";
import { rsqrtComposite } from "./rsqrt.ts";
import { siluComposite } from "./silu.ts";
import { softmaxComposite } from "./softmax.ts";
import { softplusComposite } from "./softplus.ts";
import { squareComposite } from "./square.ts";
import { squaredDifferenceComposite } from "./squared-difference.ts";
import { stepComposite } from "./step.ts";

export const composites = {
  relu: reluComposite,
  leakyRelu: leakyReluComposite,
  elu: eluComposite,
  silu: siluComposite,
  gelu: geluComposite,
  geluTanh: geluTanhComposite,
  softplus: softplusComposite,
  logSigmoid: logSigmoidComposite,
  softmax: softmaxComposite,
  logSoftmax: logSoftmaxComposite,
  step: stepComposite,
  clip: clipComposite,
  square: squareComposite,
  squaredDifference: squaredDifferenceComposite,
  rsqrt: rsqrtComposite,
  divNoNan: divNoNanComposite,
  mean: meanComposite,
} satisfies Readonly<Record<string, Composite<never>>>;

/** The name of a composite. */
export type CompositeName = keyof typeof composites;
