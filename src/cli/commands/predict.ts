/** `nnc predict`: what a trained model says about new examples. */
import { type Command, jsonFlag } from "../command.ts";
import { batchSizeFlag, engineFlag, modelFlag, setFlag } from "../running/run-flags.ts";

export const predict: Command = {
  name: "predict",
  operands: { synopsis: "DIR|FILE", least: 1, most: 1 },
  doc: "Predicts for the rows of a table or of JSON, which need the inputs' columns alone; names classes where the target names them.",
  flags: [
    modelFlag,
    setFlag,
    {
      name: "weights",
      value: "FILE",
      doc: "the weights (a .safetensors file or a saved model's folder); a saved model has its own",
    },
    {
      name: "input",
      short: "i",
      value: "CSV|JSON|-",
      doc: "the examples; `-` reads them from standard input",
    },
    batchSizeFlag,
    engineFlag,
    jsonFlag,
  ],
  examples: [
    "nnc predict trained/iris --input flowers.csv",
    "echo '[[5.1, 3.5, 1.4, 0.2]]' | nnc predict trained/iris --input - --json",
  ],
  run: async (invocation) => (await import("../running/predict-model.ts")).predictModel(invocation),
};
