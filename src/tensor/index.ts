/** The one door of the tensor core: everything other rooms may use. docs/tensor.md says what each function does. */

export { type Bindings, bind } from "./bind.ts";
export { clip } from "./composites/clip.ts";
export { divNoNan } from "./composites/div-no-nan.ts";
export { elu } from "./composites/elu.ts";
export { gelu } from "./composites/gelu.ts";
export { geluTanh } from "./composites/gelu-tanh.ts";
export { type CompositeName, composites } from "./composites/index.ts";
export { leakyRelu } from "./composites/leaky-relu.ts";
export { logSigmoid } from "./composites/log-sigmoid.ts";
export { logSoftmax } from "./composites/log-softmax.ts";
export { mean } from "./composites/mean.ts";
export { relu } from "./composites/relu.ts";
export { rsqrt } from "./composites/rsqrt.ts";
export { silu } from "./composites/silu.ts";
export { softmax } from "./composites/softmax.ts";
export { softplus } from "./composites/softplus.ts";
export { square } from "./composites/square.ts";
export { squaredDifference } from "./composites/squared-difference.ts";
export { step } from "./composites/step.ts";
export type { ConvAttributes, ConvOptions } from "./conv-geometry.ts";
export { type Cost, costOf } from "./cost-of.ts";
export type { Atom, Dim, Polynomial, Term } from "./dim.ts";
export {
  addDims,
  bindDim,
  ceilDivide,
  divideExactly,
  floorDivide,
  maxDim,
  minDim,
  multiplyDims,
  sameDim,
  sameShape,
  showDim,
  showShape,
  sizeOf,
  subtractDims,
  symbol,
  symbolsOf,
} from "./dim-arithmetic.ts";
export { lowerBound } from "./dim-bounds.ts";
export { type Evaluated, type EvaluateOptions, evaluate } from "./evaluate.ts";
export { expandComposites } from "./expand-composites.ts";
export { gradients } from "./gradients.ts";
export { addInput, createGraph, type Graph, type Tensor, toProgram, typeOf, withOrigin } from "./graph.ts";
export { type GivenShape, inferBindings } from "./infer-bindings.ts";
export { type LegalizeRules, legalize } from "./legalize.ts";
export type { Operand } from "./operand.ts";
export { philoxUniform } from "./philox.ts";
export type { PoolOptions } from "./pool-geometry.ts";
export type { Composite, EvaluationContext, GradientContext, NumberArray, Primitive } from "./primitive.ts";
export { abs } from "./primitives/abs.ts";
export { add } from "./primitives/add.ts";
export { all } from "./primitives/all.ts";
export { and } from "./primitives/and.ts";
export { any } from "./primitives/any.ts";
export { argMax } from "./primitives/arg-max.ts";
export { broadcastTo } from "./primitives/broadcast-to.ts";
export { cast } from "./primitives/cast.ts";
export { concat } from "./primitives/concat.ts";
export { constant } from "./primitives/constant.ts";
export { conv } from "./primitives/conv.ts";
export { convFilterGrad } from "./primitives/conv-filter-grad.ts";
export { convInputGrad } from "./primitives/conv-input-grad.ts";
export { cos } from "./primitives/cos.ts";
export { cumsum } from "./primitives/cumsum.ts";
export { dimension } from "./primitives/dimension.ts";
export { div } from "./primitives/div.ts";
export { dot } from "./primitives/dot.ts";
export { equal } from "./primitives/equal.ts";
export { erf } from "./primitives/erf.ts";
export { exp } from "./primitives/exp.ts";
export { expandDims } from "./primitives/expand-dims.ts";
export { expm1 } from "./primitives/expm1.ts";
export { fill } from "./primitives/fill.ts";
export { floor } from "./primitives/floor.ts";
export { gather } from "./primitives/gather.ts";
export { greater } from "./primitives/greater.ts";
export { greaterEqual } from "./primitives/greater-equal.ts";
export { type PrimitiveName, primitives } from "./primitives/index.ts";
export { iota } from "./primitives/iota.ts";
export { isFinite } from "./primitives/is-finite.ts";
export { less } from "./primitives/less.ts";
export { lessEqual } from "./primitives/less-equal.ts";
export { log } from "./primitives/log.ts";
export { log1p } from "./primitives/log1p.ts";
export { matmul } from "./primitives/matmul.ts";
export { max } from "./primitives/max.ts";
export { maxPool } from "./primitives/max-pool.ts";
export { maxPoolGrad } from "./primitives/max-pool-grad.ts";
export { maximum } from "./primitives/maximum.ts";
export { min } from "./primitives/min.ts";
export { minimum } from "./primitives/minimum.ts";
export { mod } from "./primitives/mod.ts";
export { mul } from "./primitives/mul.ts";
export { neg } from "./primitives/neg.ts";
export { not } from "./primitives/not.ts";
export { notEqual } from "./primitives/not-equal.ts";
export { oneHot } from "./primitives/one-hot.ts";
export { or } from "./primitives/or.ts";
export { pad } from "./primitives/pad.ts";
export { pow } from "./primitives/pow.ts";
export { prod } from "./primitives/prod.ts";
export { randomUniform } from "./primitives/random-uniform.ts";
export { reshape } from "./primitives/reshape.ts";
export { reverse } from "./primitives/reverse.ts";
export { round } from "./primitives/round.ts";
export { scatterAdd } from "./primitives/scatter-add.ts";
export { select } from "./primitives/select.ts";
export { sigmoid } from "./primitives/sigmoid.ts";
export { sign } from "./primitives/sign.ts";
export { sin } from "./primitives/sin.ts";
export { slice } from "./primitives/slice.ts";
export { split } from "./primitives/split.ts";
export { sqrt } from "./primitives/sqrt.ts";
export { squeeze } from "./primitives/squeeze.ts";
export { stack } from "./primitives/stack.ts";
export { stopGradient } from "./primitives/stop-gradient.ts";
export { sub } from "./primitives/sub.ts";
export { sum } from "./primitives/sum.ts";
export { sumPool } from "./primitives/sum-pool.ts";
export { sumPoolGrad } from "./primitives/sum-pool-grad.ts";
export { tanh } from "./primitives/tanh.ts";
export { topK } from "./primitives/top-k.ts";
export { transpose } from "./primitives/transpose.ts";
export { printProgram } from "./print-program.ts";
export type { Attribute, Attributes, Operation, Origin, Phase, Port, Program, StateSlot } from "./program.ts";
export { type RewriteContext, type Rewriter, type Rule, rewrite } from "./rewrite.ts";
export { scan } from "./scan.ts";
export { ShapeProblem, type ShapeProblemDetails, type ShapeProblemKind } from "./shape-problem.ts";
export { simplify } from "./simplify.ts";
export type { DType, Type } from "./type.ts";
export {
  type Padding,
  paddingOn,
  placesOn,
  reach,
  type WindowAxis,
  type WindowOptions,
  windowAxes,
} from "./window-geometry.ts";
export { withoutDeadCode } from "./without-dead-code.ts";
