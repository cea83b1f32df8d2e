/** The axes of one example of a sequence, as messages name them. */
export const sequenceAxes: readonly string[] = ["time", "features"];
