/** Which input each tap of a window meets at each of its places: the one walk under the reference evaluations of windows. */
import { stridedPositions } from "./strides.ts";
import { paddingOn, type WindowAxis } from "./window-geometry.ts";

/** One meeting, as row-major positions over the spatial axes of output, window and input. */
export interface Tap {
  readonly place: number;
  readonly tap: number;
  readonly input: number;
}

/** All meetings inside the input (padding is left out); those of one place in the order of their taps. `sizes` are the input's. */
export function windowTaps(
  sizes: readonly number[],
  places: readonly number[],
  axes: readonly WindowAxis[],
): readonly Tap[] {
  return axes.reduce<readonly Tap[]>(
    (outer, axis, i) => {
      const inner = tapsOnAxis(sizes[i], places[i], axis);
      return outer.flatMap((a) =>
        inner.map((b) => ({
          place: a.place * places[i] + b.place,
          tap: a.tap * axis.size + b.tap,
          input: a.input * sizes[i] + b.input,
        })),
      );
    },
    [{ place: 0, tap: 0, input: 0 }],
  );
}

function tapsOnAxis(size: number, places: number, axis: WindowAxis): readonly Tap[] {
  const low = Number(paddingOn(size, axis)[0]);
  const inputs = stridedPositions([places, axis.size], [axis.stride, axis.dilation], -low);
  return inputs
    .map((input, i) => ({ place: Math.floor(i / axis.size), tap: i % axis.size, input }))
    .filter(({ input }) => input >= 0 && input < size);
}
