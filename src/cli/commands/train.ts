/** `nnc train`: checks, trains on real data, and saves the model. */
import { type Command, hintsFlag, jsonFlag } from "../command.ts";
import { batchSizeFlag, engineFlag, modelFlag, setFlag } from "../running/run-flags.ts";

export const train: Command = {
  name: "train",
  operands: { synopsis: "FILE", least: 1, most: 1 },
  doc: "Trains a model and saves it as a folder. What the flags say comes before what the file's `train` and `data` blocks say.",
  flags: [
    modelFlag,
    {
      name: "data",
      value: "CSV",
      doc: "the examples; without a `data` block: the inputs' columns in order, then the targets'",
    },
    setFlag,
    { name: "epochs", value: "N", doc: "how often to go through the data" },
    batchSizeFlag,
    { name: "validation-split", value: "FRACTION", doc: "the part of the rows that is kept for validation" },
    {
      name: "seed",
      value: "N",
      doc: "fixes initial weights, split, shuffle and dropout: the same command gives the same bytes",
    },
    engineFlag,
    {
      name: "weights",
      value: "FILE",
      doc: "start from these weights (a .safetensors file or a saved model's folder)",
    },
    { name: "no-shuffle", doc: "take the rows in the file's order in every epoch" },
    { name: "out", value: "DIR", doc: "where to save; `trained/NAME` unless said otherwise" },
    { name: "resume", doc: "go on with the run that was saved in DIR, exactly where it stopped" },
    hintsFlag,
    jsonFlag,
  ],
  examples: [
    "nnc train examples/iris.nn",
    "nnc train model.nn --data flowers.csv --epochs 30 --seed 7",
    "nnc train model.nn --out runs/a --resume",
  ],
  run: async (invocation) => (await import("../running/train-model.ts")).trainModel(invocation),
};
