/** The axes of one example of an image, as messages name them. */
export const imageAxes: readonly string[] = ["height", "width", "channels"];
