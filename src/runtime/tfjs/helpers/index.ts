/**
 * The functions that TensorFlow.js lacks, has wrong or has slow, by the names that calls give them (`rt.gather`). Each file stands
 * alone but for its neighbours here and `tensor/philox.ts`, so that generated code can carry the text of those it calls.
 */
import { batchMatMul } from "./batch-mat-mul.ts";
import { broadcastTo } from "./broadcast-to.ts";
import { byMath } from "./by-math.ts";
import { clip } from "./clip.ts";
import { conv } from "./conv.ts";
import { convFilterGrad } from "./conv-filter-grad.ts";
import { convInputGrad } from "./conv-input-grad.ts";
import { conv2dFilterGrad } from "./conv2d-filter-grad.ts";
import { depthwiseConv2d } from "./depthwise-conv2d.ts";
import { erf } from "./erf.ts";
import { extreme } from "./extreme.ts";
import { gather } from "./gather.ts";
import { iota } from "./iota.ts";
import { maxPool } from "./max-pool.ts";
import { maxPoolGrad } from "./max-pool-grad.ts";
import { maxPool2dGrad } from "./max-pool2d-grad.ts";
import { padInside } from "./pad-inside.ts";
import { randomUniform } from "./random-uniform.ts";
import { reverse } from "./reverse.ts";
import { scatterAdd } from "./scatter-add.ts";
import { sumPool } from "./sum-pool.ts";
import { sumPoolGrad } from "./sum-pool-grad.ts";
import { unstack } from "./unstack.ts";
import { zipWhole } from "./zip-whole.ts";

export const helpers = {
  batchMatMul,
  broadcastTo,
  byMath,
  clip,
  conv,
  conv2dFilterGrad,
  convFilterGrad,
  convInputGrad,
  depthwiseConv2d,
  erf,
  extreme,
  gather,
  iota,
  maxPool,
  maxPool2dGrad,
  maxPoolGrad,
  padInside,
  randomUniform,
  reverse,
  scatterAdd,
  sumPool,
  sumPoolGrad,
  unstack,
  zipWhole,
};
