import { defineMessage } from "../define-message.ts";
import { inWords } from "../in-words.ts";

/** NN605: columns of an input that hold one value in all training rows. */
export const constantColumn = defineMessage({
  code: "NN605",
  title: "Column that never changes",
  severity: "hint",
  words: ({ columns, input, file }: { columns: readonly string[]; input: string; file: string }) => ({
    found: `${inWords(columns)}, which \`${input}\` reads, ${columns.length === 1 ? "is" : "are"} the same in every training row of ${file}.`,
    expected: "What never changes tells no example from another.",
    help: `Leave ${columns.length === 1 ? "it" : "them"} out, or look whether the data is whole.`,
  }),
  explanation: `A column with one value in all rows cannot help a model. Often it is left over from an export, or the rows that differ were lost.

Wrong, where every row of the table has the same \`country\`:

\`\`\`nn
model M {
  input house: [3]
  target price: real[1]
  dense(1)
  compile { optimizer adam; loss mse }
  data "houses.csv" {
    house = [size, rooms, country] -> normalization
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
