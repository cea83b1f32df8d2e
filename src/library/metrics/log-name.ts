/** The argument `name` of all metrics: what the metric is called in logs. */
import type { Kind } from "../kind.ts";
import { nullable } from "../kinds/nullable.ts";
import { string } from "../kinds/string.ts";

/** `none`: as the author wrote the metric. */
export function logName(): Kind<string | null> {
  return nullable(string());
}
