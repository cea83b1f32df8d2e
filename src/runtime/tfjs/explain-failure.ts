/** What is thrown when an operation fails: a problem of the user's data in one line, or our own error with its place. */
import type { Operation, Origin } from "../../tensor/index.ts";
import { RunProblem } from "../run-problem.ts";

/** A RangeError of a lookup is the data's fault; all else is ours, and keeps its cause. */
export function explainFailure(error: unknown, origin: Origin | undefined, { op }: Operation): Error {
  if (error instanceof RunProblem) return error;
  const place = placeOf(origin);
  const reason = error instanceof Error ? error.message : String(error);
  if (error instanceof RangeError)
    return new RunProblem(`${place}: ${reason}. Check the numbers that this layer looks up.`, {
      cause: error,
    });
  return new Error(`${op} of ${place} failed: ${reason}`, { cause: error });
}

/** The layer's name and type: `embedding "words"`. */
export function placeOf(origin: Origin | undefined): string {
  if (origin?.layer === undefined) return `the ${origin?.phase ?? "forward"} part of the program`;
  const name = [...(origin.blocks ?? []), origin.layer].join("/");
  return origin.type === undefined || origin.type === origin.layer ? name : `${origin.type} "${name}"`;
}
