/** `terminate_on_nan`: ends training when the loss is no finite number. */
import { defineCallback } from "../define-callback.ts";
import { only } from "../kinds/only.ts";

export const terminateOnNan = defineCallback({
  name: "terminate_on_nan",
  keras: "TerminateOnNaN",
  doc: "Ends training when the loss is NaN or infinite. Training here always ends then, and says in which epoch, batch and layer; this callback is understood for the sake of programs that name it.",
  example: "callbacks terminate_on_nan",
  parameters: { raise_error: only(false, "training ends with an error in any case") },
  start: () => ({
    memory: {},
    onEpochEnd: (epoch, log, acts) => {
      if (!Number.isFinite(log.loss))
        acts.stop(`the loss of epoch ${epoch + 1} is ${log.loss} (terminate_on_nan)`);
    },
  }),
});
