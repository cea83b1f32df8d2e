/** The initializers of the library. */
import type { Initializer } from "../define-initializer.ts";
import { constant } from "./constant.ts";
import { glorotNormal } from "./glorot-normal.ts";
import { glorotUniform } from "./glorot-uniform.ts";
import { heNormal } from "./he-normal.ts";
import { heUniform } from "./he-uniform.ts";
import { identity } from "./identity.ts";
import { lecunNormal } from "./lecun-normal.ts";
import { lecunUniform } from "./lecun-uniform.ts";
import { ones } from "./ones.ts";
import { orthogonal } from "./orthogonal.ts";
import { randomNormal } from "./random-normal.ts";
import { randomUniform } from "./random-uniform.ts";
import { stft } from "./stft.ts";
import { truncatedNormal } from "./truncated-normal.ts";
import { unitForgetBias } from "./unit-forget-bias.ts";
import { varianceScaling } from "./variance-scaling.ts";
import { zeros } from "./zeros.ts";

export const initializers: readonly Initializer[] = [
  constant,
  glorotNormal,
  glorotUniform,
  heNormal,
  heUniform,
  identity,
  lecunNormal,
  lecunUniform,
  ones,
  orthogonal,
  randomNormal,
  randomUniform,
  stft,
  truncatedNormal,
  unitForgetBias,
  varianceScaling,
  zeros,
];
