/** `nnc build`: a model as TypeScript that other programs import. */
import { type Command, jsonFlag } from "../command.ts";
import { engineFlag, modelFlag, setFlag } from "../running/run-flags.ts";

export const build: Command = {
  name: "build",
  operands: { synopsis: "FILE", least: 1, most: 1 },
  doc: "Writes each model of a file as a TypeScript module over @tensorflow/tfjs-core: types with its shapes, `load` and `predict`, and training in exports of its own.",
  flags: [
    modelFlag,
    setFlag,
    { name: "out", value: "DIR", doc: "where to write; beside FILE unless said otherwise" },
    {
      name: "weights",
      value: "FILE",
      doc: "weights to put beside the module, as NAME.safetensors; with a saved model's folder the module also prepares raw columns as the training did",
    },
    {
      ...engineFlag,
      doc: "on which engine the module computes what nnc computes, bit for bit; tfjs-wasm unless said otherwise",
    },
    { name: "check", doc: "write nothing; exit 1 when a file is missing or stale" },
    jsonFlag,
  ],
  examples: [
    "nnc build examples/iris.nn --out src/models",
    "nnc build model.nn --weights trained/model",
    "nnc build model.nn --check",
  ],
  run: async (invocation) => (await import("../running/build-models.ts")).buildModels(invocation),
};
