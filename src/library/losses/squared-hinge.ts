/** `squared_hinge`: the squares of what `hinge` finds. */
import { mean, square } from "../../tensor/index.ts";
import { defineLoss } from "../define-loss.ts";
import { lackOfMargin } from "./hinge.ts";
import { reduction } from "./reduction.ts";

export const squaredHinge = defineLoss({
  name: "squared_hinge",
  keras: "SquaredHinge",
  doc: "`hinge` with squares, gentle near the margin and hard far behind it: `mean(max(1 - y · p, 0)²)`, y being -1 or 1; labels 0 and 1 are converted.",
  scene: "side",
  example: "loss squared_hinge",
  parameters: { reduction: reduction() },
  expects: () => ({ truth: "binary", ranges: ["real", "signed-unit"] }),
  apply: (truth, prediction) => mean(square(lackOfMargin(truth, prediction)), -1),
});
