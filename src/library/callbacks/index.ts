/** All callbacks, in the order in which documentation lists them. */
import type { Callback } from "../define-callback.ts";
import { csvLogger } from "./csv-logger.ts";
import { earlyStopping } from "./early-stopping.ts";
import { modelCheckpoint } from "./model-checkpoint.ts";
import { reduceLrOnPlateau } from "./reduce-lr-on-plateau.ts";
import { terminateOnNan } from "./terminate-on-nan.ts";

export const callbacks: readonly Callback[] = [
  csvLogger,
  earlyStopping,
  modelCheckpoint,
  reduceLrOnPlateau,
  terminateOnNan,
];
