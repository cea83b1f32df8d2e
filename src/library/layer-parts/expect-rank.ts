/** Throws ShapeProblem, in words that a message can use as they are, unless an input has the rank that its layer needs. */
import { ShapeProblem, showShape, type Tensor } from "../../tensor/index.ts";

interface RankOptions {
  /** Which of the layer's inputs `x` is. */
  readonly input?: number;
  /** Whether further axes may stand before the named ones. */
  readonly orMore?: boolean;
}

/** `axes` names the axes of one example: `["height", "width", "channels"]`. */
export function expectRank(
  layer: string,
  x: Tensor,
  axes: readonly string[],
  { input = 0, orMore = false }: RankOptions = {},
): void {
  const rank = x.shape.length - 1;
  if (orMore ? rank >= axes.length : rank === axes.length) return;
  const needed = `rank ${axes.length}${orMore ? " or more" : ""}, [${axes.join(", ")}]`;
  throw new ShapeProblem({
    kind: "rank",
    found: `\`${layer}\` gets an input of rank ${rank}: ${showShape(x.shape.slice(1))}.`,
    expected: `It needs ${needed}.`,
    help: helpFor(layer, rank, axes),
    types: [x],
    input,
  });
}

function helpFor(layer: string, rank: number, axes: readonly string[]): string {
  if (rank === 1 && axes.length > 1)
    return `Move \`${layer}\` above \`flatten\`, or give the vector its shape back first with \`reshape\`.`;
  if (rank === axes.length - 1)
    return "Add the missing axis first: `reshape` to a shape with a 1 at its place.";
  if (rank > axes.length) return "Bring it down first: `flatten`, a global pooling, or `reshape`.";
  return "Give it the shape that it needs first with `reshape`.";
}
