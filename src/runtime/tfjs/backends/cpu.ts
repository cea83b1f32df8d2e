/** Plain JavaScript: slow, needs nothing, runs everywhere. */
import type { Backend } from "./backend.ts";

export const cpu: Backend = {
  name: "tfjs-cpu",
  registered: "cpu",
  copies: false,
  note: "plain JavaScript: slow, for comparison",
  howToGet: "reinstall nnc: it comes with it",
  load: async () => (await import("@tensorflow/tfjs-backend-cpu")).version_cpu,
};
