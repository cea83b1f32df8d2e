/** What a metric is called in logs. */
import type { PlainCall } from "./value.ts";

/** Its argument `name` where the author gave one (two `auc` need two), else the name as the author wrote it. */
export function metricLabel(written: string, metric: PlainCall): string {
  const given = metric.arguments.name;
  return typeof given === "string" ? given : written;
}
