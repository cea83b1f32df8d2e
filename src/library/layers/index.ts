/** All layers, in the order in which documentation lists them. */
import type { Layer } from "../define-layer.ts";
import { activation } from "./activation.ts";
import { add } from "./add.ts";
import { averagePooling2d } from "./average-pooling2d.ts";
import { batchNormalization } from "./batch-normalization.ts";
import { bidirectional } from "./bidirectional.ts";
import { concatenate } from "./concatenate.ts";
import { conv1d } from "./conv1d.ts";
import { conv2d } from "./conv2d.ts";
import { conv2dTranspose } from "./conv2d-transpose.ts";
import { dense } from "./dense.ts";
import { depthwiseConv2d } from "./depthwise-conv2d.ts";
import { dropout } from "./dropout.ts";
import { elu } from "./elu.ts";
import { embedding } from "./embedding.ts";
import { flatten } from "./flatten.ts";
import { globalAveragePooling1d } from "./global-average-pooling1d.ts";
import { globalAveragePooling2d } from "./global-average-pooling2d.ts";
import { globalMaxPooling1d } from "./global-max-pooling1d.ts";
import { globalMaxPooling2d } from "./global-max-pooling2d.ts";
import { gru } from "./gru.ts";
import { layerNormalization } from "./layer-normalization.ts";
import { leakyRelu } from "./leaky-relu.ts";
import { lstm } from "./lstm.ts";
import { maxPooling2d } from "./max-pooling2d.ts";
import { multiHeadAttention } from "./multi-head-attention.ts";
import { multiply } from "./multiply.ts";
import { normalization } from "./normalization.ts";
import { positionEmbedding } from "./position-embedding.ts";
import { prelu } from "./prelu.ts";
import { relu } from "./relu.ts";
import { rescaling } from "./rescaling.ts";
import { reshape } from "./reshape.ts";
import { separableConv2d } from "./separable-conv2d.ts";
import { softmax } from "./softmax.ts";
import { subtract } from "./subtract.ts";
import { timeDistributed } from "./time-distributed.ts";
import { upSampling2d } from "./up-sampling2d.ts";

export const layers: readonly Layer[] = [
  dense,
  embedding,
  positionEmbedding,
  activation,
  relu,
  leakyRelu,
  elu,
  prelu,
  softmax,
  conv1d,
  conv2d,
  depthwiseConv2d,
  separableConv2d,
  conv2dTranspose,
  maxPooling2d,
  averagePooling2d,
  globalAveragePooling1d,
  globalAveragePooling2d,
  globalMaxPooling1d,
  globalMaxPooling2d,
  batchNormalization,
  layerNormalization,
  dropout,
  flatten,
  reshape,
  upSampling2d,
  lstm,
  gru,
  bidirectional,
  subtract,
  timeDistributed,
  multiHeadAttention,
  add,
  multiply,
  concatenate,
  rescaling,
  normalization,
];
