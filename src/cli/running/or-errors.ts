/** The data, or the end of the command with everything that is wrong with the file it came from. */
import type { LoadResult } from "../../runtime/data/load-training-data.ts";
import { ProgramErrors } from "../program-errors.ts";

/** Throws ProgramErrors. */
export function orErrors<T>(result: LoadResult<T>): T {
  if ("data" in result) return result.data;
  throw new ProgramErrors({
    diagnostics: result.problems,
    sources: new Map([[result.source.file, result.source]]),
  });
}
