import { Problem } from "../problem.ts";

/** A run that cannot be: an input of the wrong shape, a size too small for the model, a backend that is not installed. */
export class RunProblem extends Problem {}
