/** What a model comes to, in a line: `9,098 parameters · 35.5 KB · 412K multiply-adds`. */
import type { ModelSummary } from "../src/checker/summarize.ts";
import { count } from "../src/cli/count.ts";
import { showBytes } from "../src/language-server/show-bytes.ts";

export function showSums({ total_params, memory, multiply_adds }: ModelSummary): string {
  const parts = [count(total_params, "parameter"), showBytes(memory.weights)];
  if (typeof multiply_adds === "number")
    parts.push(`${short(multiply_adds)} multiply-add${multiply_adds === 1 ? "" : "s"}`);
  return parts.join(" · ");
}

function short(number: number): string {
  return new Intl.NumberFormat("en-US", { notation: "compact", maximumSignificantDigits: 3 }).format(number);
}
