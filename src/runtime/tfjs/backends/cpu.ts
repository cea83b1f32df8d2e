/** Plain JavaScript: slow, needs nothing, runs everywhere. */
import type { Backend } from "./backend.ts";

export const cpu: Backend = {
  name: "tfjs-cpu",
  registered: "cpu",
  copies: false,
  load: async () => {
    await import("@tensorflow/tfjs-backend-cpu");
  },
};
