/** The arguments that say which axes of a weight count as its inputs and outputs, where its shape alone does not tell. */
import type { Kind } from "../kind.ts";
import { axes } from "../kinds/axes.ts";
import { nullable } from "../kinds/nullable.ts";

type Axes = Kind<readonly number[] | null>;

/** Both `none`: the fans that the layer says or the shape tells. */
export function fanAxes(): { input_axes: Axes; output_axes: Axes } {
  return { input_axes: nullable(axes()), output_axes: nullable(axes()) };
}
