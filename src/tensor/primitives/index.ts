/** The registry: every primitive by the name its operations bear. Engines and emitters have one row for each. */
import type { Primitive } from "../primitive.ts";
import { absPrimitive } from "./abs.ts";
import { addPrimitive } from "./add.ts";
import { andPrimitive } from "./and.ts";
import { anyPrimitive } from "./any.ts";
import { argMaxPrimitive } from "./arg-max.ts";
import { broadcastToPrimitive } from "./broadcast-to.ts";
import { castPrimitive } from "./cast.ts";
import { concatPrimitive } from "./concat.ts";
import { constantPrimitive } from "./constant.ts";
import { convPrimitive } from "./conv.ts";
import { convFilterGradPrimitive } from "./conv-filter-grad.ts";
import { convInputGradPrimitive } from "./conv-input-grad.ts";
import { cosPrimitive } from "./cos.ts";
import { cumsumPrimitive } from "./cumsum.ts";
import { dimensionPrimitive } from "./dimension.ts";
import { divPrimitive } from "./div.ts";
import { equalPrimitive } from "./equal.ts";
import { erfPrimitive } from "./erf.ts";
import { expPrimitive } from "./exp.ts";
import { expm1Primitive } from "./expm1.ts";
import { fillPrimitive } from "./fill.ts";
import { floorPrimitive } from "./floor.ts";
import { gatherPrimitive } from "./gather.ts";
import { iotaPrimitive } from "./iota.ts";
import { isFinitePrimitive } from "./is-finite.ts";
import { lessPrimitive } from "./less.ts";
import { lessEqualPrimitive } from "./less-equal.ts";
import { logPrimitive } from "./log.ts";
import { log1pPrimitive } from "./log1p.ts";
import { matmulPrimitive } from "./matmul.ts";
import { maxPrimitive } from "./max.ts";
import { maxPoolPrimitive } from "./max-pool.ts";
import { maxPoolGradPrimitive } from "./max-pool-grad.ts";
import { maximumPrimitive } from "./maximum.ts";
import { minimumPrimitive } from "./minimum.ts";
import { modPrimitive } from "./mod.ts";
import { mulPrimitive } from "./mul.ts";
import { negPrimitive } from "./neg.ts";
import { notPrimitive } from "./not.ts";
import { orPrimitive } from "./or.ts";
import { padPrimitive } from "./pad.ts";
import { powPrimitive } from "./pow.ts";
import { prodPrimitive } from "./prod.ts";
import { randomUniformPrimitive } from "./random-uniform.ts";
import { reshapePrimitive } from "./reshape.ts";
import { reversePrimitive } from "./reverse.ts";
import { roundPrimitive } from "./round.ts";
import { scanPrimitive } from "./scan.ts";
import { scatterAddPrimitive } from "./scatter-add.ts";
import { selectPrimitive } from "./select.ts";
import { sigmoidPrimitive } from "./sigmoid.ts";
import { signPrimitive } from "./sign.ts";
import { sinPrimitive } from "./sin.ts";
import { slicePrimitive } from "./slice.ts";
import { splitPrimitive } from "./split.ts";
import { sqrtPrimitive } from "./sqrt.ts";
import { stopGradientPrimitive } from "./stop-gradient.ts";
import { subPrimitive } from "./sub.ts";
import { sumPrimitive } from "./sum.ts";
import { sumPoolPrimitive } from "./sum-pool.ts";
import { sumPoolGradPrimitive } from "./sum-pool-grad.ts";
import { tanhPrimitive } from "./tanh.ts";
import { topKPrimitive } from "./top-k.ts";
import { transposePrimitive } from "./transpose.ts";

export const primitives = {
  constant: constantPrimitive,
  fill: fillPrimitive,
  iota: iotaPrimitive,
  dimension: dimensionPrimitive,
  randomUniform: randomUniformPrimitive,
  neg: negPrimitive,
  abs: absPrimitive,
  sign: signPrimitive,
  floor: floorPrimitive,
  round: roundPrimitive,
  exp: expPrimitive,
  expm1: expm1Primitive,
  log: logPrimitive,
  log1p: log1pPrimitive,
  sqrt: sqrtPrimitive,
  sin: sinPrimitive,
  cos: cosPrimitive,
  tanh: tanhPrimitive,
  sigmoid: sigmoidPrimitive,
  erf: erfPrimitive,
  isFinite: isFinitePrimitive,
  not: notPrimitive,
  cast: castPrimitive,
  stopGradient: stopGradientPrimitive,
  add: addPrimitive,
  sub: subPrimitive,
  mul: mulPrimitive,
  div: divPrimitive,
  pow: powPrimitive,
  maximum: maximumPrimitive,
  minimum: minimumPrimitive,
  mod: modPrimitive,
  equal: equalPrimitive,
  less: lessPrimitive,
  lessEqual: lessEqualPrimitive,
  and: andPrimitive,
  or: orPrimitive,
  select: selectPrimitive,
  reshape: reshapePrimitive,
  transpose: transposePrimitive,
  slice: slicePrimitive,
  pad: padPrimitive,
  concat: concatPrimitive,
  split: splitPrimitive,
  reverse: reversePrimitive,
  broadcastTo: broadcastToPrimitive,
  gather: gatherPrimitive,
  scatterAdd: scatterAddPrimitive,
  argMax: argMaxPrimitive,
  topK: topKPrimitive,
  cumsum: cumsumPrimitive,
  sum: sumPrimitive,
  max: maxPrimitive,
  prod: prodPrimitive,
  any: anyPrimitive,
  matmul: matmulPrimitive,
  conv: convPrimitive,
  convInputGrad: convInputGradPrimitive,
  convFilterGrad: convFilterGradPrimitive,
  maxPool: maxPoolPrimitive,
  maxPoolGrad: maxPoolGradPrimitive,
  sumPool: sumPoolPrimitive,
  sumPoolGrad: sumPoolGradPrimitive,
  scan: scanPrimitive,
} satisfies Readonly<Record<string, Primitive<never>>>;

/** The name of a primitive. */
export type PrimitiveName = keyof typeof primitives;
