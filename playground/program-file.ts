/** The name of the page's program in messages. The tables lie in `data/` beside it, as with the examples. */
export const programFile = "playground.nn";
