/**
 * What is wrong with a run, in one line for the user: an input of the wrong shape, a size too small for the model, a backend
 * that is not installed. Commands print the message alone and end with exit 1; anything else that is thrown is a bug of ours.
 */
export class RunProblem extends Error {}
