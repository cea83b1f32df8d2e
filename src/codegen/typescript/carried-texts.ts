/**
 * The texts of the files from which generated code may carry functions, by their paths from `src/`: real files, which the engine
 * runs too. A function that is carried may use those of any file here.
 */

import defineInitializerText from "../../library/define-initializer.ts?raw";
import identityInitializerText from "../../library/initializers/identity.ts?raw";
import normalNumbersInitializerText from "../../library/initializers/normal-numbers.ts?raw";
import orthogonalInitializerText from "../../library/initializers/orthogonal.ts?raw";
import orthonormalColumnsInitializerText from "../../library/initializers/orthonormal-columns.ts?raw";
import randomNormalInitializerText from "../../library/initializers/random-normal.ts?raw";
import randomUniformInitializerText from "../../library/initializers/random-uniform.ts?raw";
import scaledNumbersInitializerText from "../../library/initializers/scaled-numbers.ts?raw";
import seedInitializerText from "../../library/initializers/seed.ts?raw";
import stftInitializerText from "../../library/initializers/stft.ts?raw";
import truncatedNormalInitializerText from "../../library/initializers/truncated-normal.ts?raw";
import truncatedNormalNumbersInitializerText from "../../library/initializers/truncated-normal-numbers.ts?raw";
import unitForgetBiasInitializerText from "../../library/initializers/unit-forget-bias.ts?raw";
import windowOfInitializerText from "../../library/initializers/window-of.ts?raw";
import samplerText from "../../library/kinds/sampler.ts?raw";
import philoxRandomSourceText from "../../library/philox-random-source.ts?raw";
import randomSourceText from "../../library/random-source.ts?raw";
import batchMatMulText from "../../runtime/tfjs/helpers/batch-mat-mul.ts?raw";
import broadcastToText from "../../runtime/tfjs/helpers/broadcast-to.ts?raw";
import byMathText from "../../runtime/tfjs/helpers/by-math.ts?raw";
import clipText from "../../runtime/tfjs/helpers/clip.ts?raw";
import convText from "../../runtime/tfjs/helpers/conv.ts?raw";
import convFilterGradText from "../../runtime/tfjs/helpers/conv-filter-grad.ts?raw";
import convInputGradText from "../../runtime/tfjs/helpers/conv-input-grad.ts?raw";
import conv2dFilterGradText from "../../runtime/tfjs/helpers/conv2d-filter-grad.ts?raw";
import depthwiseConv2dText from "../../runtime/tfjs/helpers/depthwise-conv2d.ts?raw";
import erfText from "../../runtime/tfjs/helpers/erf.ts?raw";
import extremeText from "../../runtime/tfjs/helpers/extreme.ts?raw";
import gatherText from "../../runtime/tfjs/helpers/gather.ts?raw";
import hostValuesText from "../../runtime/tfjs/helpers/host-values.ts?raw";
import iotaText from "../../runtime/tfjs/helpers/iota.ts?raw";
import maxPoolText from "../../runtime/tfjs/helpers/max-pool.ts?raw";
import maxPoolGradText from "../../runtime/tfjs/helpers/max-pool-grad.ts?raw";
import maxPool2dGradText from "../../runtime/tfjs/helpers/max-pool2d-grad.ts?raw";
import newValuesText from "../../runtime/tfjs/helpers/new-values.ts?raw";
import padInsideText from "../../runtime/tfjs/helpers/pad-inside.ts?raw";
import randomUniformText from "../../runtime/tfjs/helpers/random-uniform.ts?raw";
import reverseText from "../../runtime/tfjs/helpers/reverse.ts?raw";
import scatterAddText from "../../runtime/tfjs/helpers/scatter-add.ts?raw";
import sumPoolText from "../../runtime/tfjs/helpers/sum-pool.ts?raw";
import sumPoolGradText from "../../runtime/tfjs/helpers/sum-pool-grad.ts?raw";
import unstackText from "../../runtime/tfjs/helpers/unstack.ts?raw";
import walkWindowsText from "../../runtime/tfjs/helpers/walk-windows.ts?raw";
import zipWholeText from "../../runtime/tfjs/helpers/zip-whole.ts?raw";
import philoxText from "../../tensor/philox.ts?raw";
import drawWeightText from "./carried/draw-weight.ts?raw";
import expectPositiveText from "./carried/expect-positive.ts?raw";
import expectShapeText from "./carried/expect-shape.ts?raw";
import fillTensorsText from "./carried/fill-tensors.ts?raw";
import loadTensorsText from "./carried/load-tensors.ts?raw";
import readClassesText from "./carried/read-classes.ts?raw";
import readColumnsText from "./carried/read-columns.ts?raw";
import readNumbersText from "./carried/read-numbers.ts?raw";
import tensorText from "./carried/tensor.ts?raw";
import updateEachText from "./carried/update-each.ts?raw";

export const carriedTexts: ReadonlyMap<string, string> = new Map([
  ["codegen/typescript/carried/draw-weight.ts", drawWeightText],
  ["codegen/typescript/carried/expect-positive.ts", expectPositiveText],
  ["codegen/typescript/carried/expect-shape.ts", expectShapeText],
  ["codegen/typescript/carried/fill-tensors.ts", fillTensorsText],
  ["codegen/typescript/carried/load-tensors.ts", loadTensorsText],
  ["codegen/typescript/carried/read-classes.ts", readClassesText],
  ["codegen/typescript/carried/read-columns.ts", readColumnsText],
  ["codegen/typescript/carried/read-numbers.ts", readNumbersText],
  ["codegen/typescript/carried/tensor.ts", tensorText],
  ["codegen/typescript/carried/update-each.ts", updateEachText],
  ["library/define-initializer.ts", defineInitializerText],
  ["library/initializers/identity.ts", identityInitializerText],
  ["library/initializers/normal-numbers.ts", normalNumbersInitializerText],
  ["library/initializers/orthogonal.ts", orthogonalInitializerText],
  ["library/initializers/orthonormal-columns.ts", orthonormalColumnsInitializerText],
  ["library/initializers/random-normal.ts", randomNormalInitializerText],
  ["library/initializers/random-uniform.ts", randomUniformInitializerText],
  ["library/initializers/scaled-numbers.ts", scaledNumbersInitializerText],
  ["library/initializers/seed.ts", seedInitializerText],
  ["library/initializers/stft.ts", stftInitializerText],
  ["library/initializers/truncated-normal-numbers.ts", truncatedNormalNumbersInitializerText],
  ["library/initializers/truncated-normal.ts", truncatedNormalInitializerText],
  ["library/initializers/unit-forget-bias.ts", unitForgetBiasInitializerText],
  ["library/initializers/window-of.ts", windowOfInitializerText],
  ["library/kinds/sampler.ts", samplerText],
  ["library/philox-random-source.ts", philoxRandomSourceText],
  ["library/random-source.ts", randomSourceText],
  ["runtime/tfjs/helpers/batch-mat-mul.ts", batchMatMulText],
  ["runtime/tfjs/helpers/broadcast-to.ts", broadcastToText],
  ["runtime/tfjs/helpers/by-math.ts", byMathText],
  ["runtime/tfjs/helpers/clip.ts", clipText],
  ["runtime/tfjs/helpers/conv-filter-grad.ts", convFilterGradText],
  ["runtime/tfjs/helpers/conv-input-grad.ts", convInputGradText],
  ["runtime/tfjs/helpers/conv.ts", convText],
  ["runtime/tfjs/helpers/conv2d-filter-grad.ts", conv2dFilterGradText],
  ["runtime/tfjs/helpers/depthwise-conv2d.ts", depthwiseConv2dText],
  ["runtime/tfjs/helpers/erf.ts", erfText],
  ["runtime/tfjs/helpers/extreme.ts", extremeText],
  ["runtime/tfjs/helpers/gather.ts", gatherText],
  ["runtime/tfjs/helpers/host-values.ts", hostValuesText],
  ["runtime/tfjs/helpers/iota.ts", iotaText],
  ["runtime/tfjs/helpers/max-pool-grad.ts", maxPoolGradText],
  ["runtime/tfjs/helpers/max-pool.ts", maxPoolText],
  ["runtime/tfjs/helpers/max-pool2d-grad.ts", maxPool2dGradText],
  ["runtime/tfjs/helpers/new-values.ts", newValuesText],
  ["runtime/tfjs/helpers/pad-inside.ts", padInsideText],
  ["runtime/tfjs/helpers/random-uniform.ts", randomUniformText],
  ["runtime/tfjs/helpers/reverse.ts", reverseText],
  ["runtime/tfjs/helpers/scatter-add.ts", scatterAddText],
  ["runtime/tfjs/helpers/sum-pool-grad.ts", sumPoolGradText],
  ["runtime/tfjs/helpers/sum-pool.ts", sumPoolText],
  ["runtime/tfjs/helpers/unstack.ts", unstackText],
  ["runtime/tfjs/helpers/walk-windows.ts", walkWindowsText],
  ["runtime/tfjs/helpers/zip-whole.ts", zipWholeText],
  ["tensor/philox.ts", philoxText],
]);
