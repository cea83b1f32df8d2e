import { defineMessage } from "../define-message.ts";

/** NN032: so many syntax errors that the rest are left out. */
export const tooManyMistakes = defineMessage({
  code: "NN032",
  title: "Too many mistakes",
  severity: "error",
  words: ({ limit }: { limit: number }) => ({
    found: `I have found ${limit} places that I cannot read, and list no more.`,
    help: "Repair the first ones; the others may go away with them. Is this a .nn file at all?",
  }),
  explanation: `After 100 syntax errors no more are listed. Most often the file is something else than a program.

Wrong: a CSV file given to \`nnc check\`.

Repaired: name the data in the program.

\`\`\`nn
data "iris.csv" { header true }
\`\`\`
`,
});
