import type { WindowOptions } from "../../../tensor/window-geometry.ts";

/**
 * The options of a window over one axis for two, of which the first has size 1. That axis gets the same stride and dilation, where they
 * change nothing: some kernels ask both to be equal.
 */
export function inPlane<O extends WindowOptions>(options: O): O {
  const { strides, padding, dilation } = options;
  const twice = (list: readonly number[]) => [list[0], list[0]];
  return {
    ...options,
    strides: twice(strides),
    padding: typeof padding === "string" ? padding : [[0, 0], ...padding],
    ...(dilation && { dilation: twice(dilation) }),
  };
}
