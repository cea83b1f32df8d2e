/** `nnc summary`: the layers of a model with shapes and parameters, as Keras shows them, with memory and work besides. */
import { type Command, jsonFlag } from "../command.ts";
import { modelFlag, setFlag } from "../running/run-flags.ts";

export const summary: Command = {
  name: "summary",
  operands: { synopsis: "FILE", least: 1, most: 1 },
  doc: "Shows every layer with its output shape and parameters, then totals, memory and multiply-adds.",
  flags: [modelFlag, setFlag, jsonFlag],
  examples: ["nnc summary examples/resnet.nn --set depth=3"],
  run: async (invocation) => (await import("../running/summarize-model.ts")).summarizeModel(invocation),
};
