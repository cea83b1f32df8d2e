/** Keras's epsilon: what keeps logarithms and divisions of losses finite. */
export const EPSILON = 1e-7;
