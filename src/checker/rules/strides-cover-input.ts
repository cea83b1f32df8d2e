/** NN106: a stride is no longer than its window. Windows of 1 are left alone: they shrink shortcuts on purpose. */
import { report } from "../../diagnostics/define-message.ts";
import { messages } from "../../diagnostics/messages.ts";
import type { Layer } from "../../library/define-layer.ts";
import type { PlainArguments } from "../../library/value.ts";
import type { Rule } from "../rule-context.ts";

export const stridesCoverInput: Rule = (_, context) =>
  context.applicationsOf(hasWindow).flatMap((application) => {
    const { type, call } = context.layerOf(application);
    const [windows, strides] = [
      sizesOf(call.arguments, "kernel_size") ?? sizesOf(call.arguments, "pool_size"),
      sizesOf(call.arguments, "strides"),
    ];
    if (windows === undefined || strides === undefined) return [];
    const dilation = sizesOf(call.arguments, "dilation_rate") ?? [];
    const axis = windows.findIndex(
      (window, i) => window > 1 && (strides[i] ?? 1) > window * (dilation[i] ?? 1),
    );
    if (axis === -1) return [];
    return [
      report(messages.strideSkips, application.span, {
        layer: type,
        stride: strides[axis],
        window: windows[axis],
      }),
    ];
  });

/** Layers that move a window over their input. */
export function hasWindow({ name, parameters }: Layer): boolean {
  return ("kernel_size" in parameters || "pool_size" in parameters) && !name.includes("transpose");
}

/** The sizes of an argument along each axis, where it has any. */
export function sizesOf(given: PlainArguments, name: string): readonly number[] | undefined {
  const value = given[name];
  if (typeof value === "number") return [value];
  return Array.isArray(value) && value.every((size) => typeof size === "number") ? value : undefined;
}
