/** What a model comes to, in a line: `9,098 parameters · 36 KB · 412k multiply-adds`. */
import type { ModelSummary } from "../src/checker/summarize.ts";

export function showSums({ total_params, memory, multiply_adds }: ModelSummary): string {
  const parts = [`${total_params.toLocaleString("en-US")} parameters`, bytes(memory.weights)];
  if (typeof multiply_adds === "number") parts.push(`${short(multiply_adds)} multiply-adds`);
  return parts.join(" · ");
}

function bytes(number: number): string {
  const [size, unit] = number < 1024 ** 2 ? [number / 1024, "KB"] : [number / 1024 ** 2, "MB"];
  return `${size < 10 ? size.toFixed(1) : Math.round(size)} ${unit}`;
}

function short(number: number): string {
  return new Intl.NumberFormat("en-US", { notation: "compact", maximumSignificantDigits: 3 }).format(number);
}
