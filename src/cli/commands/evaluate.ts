/** `nnc evaluate`: loss and metrics of a trained model on examples. */
import { type Command, jsonFlag } from "../command.ts";
import { batchSizeFlag, engineFlag, modelFlag, setFlag } from "../running/run-flags.ts";

export const evaluate: Command = {
  name: "evaluate",
  operands: { synopsis: "DIR|FILE", least: 1, most: 1 },
  doc: "Computes loss and metrics of a trained model on examples, all rows of the table.",
  flags: [
    modelFlag,
    setFlag,
    {
      name: "weights",
      value: "FILE",
      doc: "the weights (a .safetensors file or a saved model's folder); a saved model has its own",
    },
    { name: "data", value: "CSV", doc: "the examples; the model's own `data` unless said otherwise" },
    batchSizeFlag,
    engineFlag,
    jsonFlag,
  ],
  examples: [
    "nnc evaluate trained/iris --data more-flowers.csv",
    "nnc evaluate model.nn --weights trained/model",
  ],
  run: async (invocation) => (await import("../running/evaluate-model.ts")).evaluateModel(invocation),
};
