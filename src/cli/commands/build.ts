/** `nnc build`: a model as TypeScript that anybody can import. */
import { type Command, jsonFlag } from "../command.ts";
import { engineFlag, modelFlag, setFlag } from "../running/run-flags.ts";

export const build: Command = {
  name: "build",
  operands: { synopsis: "FILE", least: 1, most: 1 },
  doc: "Writes a model as TypeScript over @tensorflow/tfjs-core: load, predict, and training in exports of its own. A file with one model becomes one of the same name; each of several becomes one of its own name.",
  flags: [
    modelFlag,
    setFlag,
    { name: "out", value: "DIR", doc: "where to write; beside FILE unless said otherwise" },
    {
      name: "weights",
      value: "FILE|DIR",
      doc: "put these weights beside the module; the folder of a trained model also tells how to prepare raw data",
    },
    {
      ...engineFlag,
      doc: `${engineFlag.doc}. The module computes what this engine computes, bit for bit, and runs on any backend`,
    },
    { name: "check", doc: "write nothing; fail when a file is not what would be written" },
    jsonFlag,
  ],
  examples: [
    "nnc build examples/iris.nn --out src/models",
    "nnc build examples/iris.nn --weights trained/iris",
    "nnc build examples/iris.nn --check",
  ],
  run: async (invocation) => (await import("../running/build-modules.ts")).buildModules(invocation),
};
