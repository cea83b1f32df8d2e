/** Division where nothing divided by nothing is nothing. */
import { div, equal, select, type Tensor } from "../tensor/index.ts";

/** a / b, and 0 where b is 0; its gradient is 0 there too. f32, elementwise, broadcasting. */
export function divideOrZero(a: Tensor, b: Tensor): Tensor {
  const none = equal(b, 0);
  return select(none, 0, div(a, select(none, 1, b)));
}
