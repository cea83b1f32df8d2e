/** `nnc test`: whether a model's outputs are what its tests expect. */
import { type Command, jsonFlag } from "../command.ts";
import { engineFlag, modelFlag, setFlag } from "../running/run-flags.ts";

export const test: Command = {
  name: "test",
  operands: { synopsis: "FILE", least: 1, most: 1 },
  doc: "Runs the tests of a file's models, with trained weights or those that training would begin with; exit code 1 where one fails.",
  flags: [
    modelFlag,
    setFlag,
    {
      name: "weights",
      value: "FILE",
      doc: "the weights: a saved model's folder or a .safetensors file; the model is untrained without it",
    },
    engineFlag,
    jsonFlag,
  ],
  examples: ["nnc test examples/iris.nn --weights trained/iris"],
  run: async (invocation) => (await import("../running/test-models.ts")).testModels(invocation),
};
