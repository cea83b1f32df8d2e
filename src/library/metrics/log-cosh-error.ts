/** `log_cosh_error`: the loss `log_cosh` as a metric, which Keras calls by another name. */
import { logCosh } from "../losses/log-cosh.ts";
import { metricOfLoss } from "./metric-of-loss.ts";

export const logCoshError = {
  ...metricOfLoss(logCosh),
  name: "log_cosh_error",
  aliases: ["logcosh", "log_cosh"],
  keras: "LogCoshError",
  example: "metrics log_cosh",
};
