/** Labels as hinge losses want them. */
import { add, all, equal, mul, or, select, type Tensor } from "../../tensor/index.ts";

/** Labels that are all 0 or 1 become -1 and 1; others stay as they are. */
export function signedLabels(truth: Tensor): Tensor {
  const binary = all(or(equal(truth, 0), equal(truth, 1)));
  return select(binary, add(mul(truth, 2), -1), truth);
}
