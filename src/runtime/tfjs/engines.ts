/** The engines that there are, for those who list them: what each is good for, and whether it can be had here. */
import { backends } from "./backends/index.ts";

/** `probe` loads the engine's package and gives its version; it throws RunProblem where that fails. */
export const engines = Object.values(backends).map(({ name, note, howToGet, load }) => ({
  name,
  note,
  howToGet,
  probe: load,
}));
