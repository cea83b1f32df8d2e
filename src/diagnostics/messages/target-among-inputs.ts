import { defineMessage } from "../define-message.ts";
import { inWords } from "../in-words.ts";

export interface Holes {
  readonly columns: readonly string[];
  readonly target: string;
  readonly input: string;
}

/** NN604: an input that reads a column of the target. */
export const targetAmongInputs = defineMessage({
  code: "NN604",
  title: "Target among the inputs",
  severity: "error",
  words: ({ columns, target, input }: Holes) => ({
    found: `\`${input}\` reads ${inWords(columns)}, and \`${target}\` is to be found out of it.`,
    expected: "A model that is given the answer learns to copy it, and knows nothing where there is none.",
    help: `Leave ${columns.length === 1 ? "that column" : "those columns"} out of \`${input}\`.`,
  }),
  explanation: `An input must not hold the column that the target is read from: the loss would fall to nothing, and the model would be useless on examples
whose answer is not known. A target that is the whole of an input is fine: an autoencoder rebuilds what it is given.

Wrong:

\`\`\`nn
model M {
  input house: [3]
  target price: real[1]
  dense(1)
  compile { optimizer adam; loss mse }
  data "houses.csv" {
    house = [size, rooms, price] -> normalization
    price = [price]
  }
}
\`\`\`

Repaired:

\`\`\`nn
model M {
  input house: [2]
  target price: real[1]
  dense(1)
  compile { optimizer adam; loss mse }
  data "houses.csv" {
    house = [size, rooms] -> normalization
    price = [price]
  }
}
\`\`\`
`,
});
