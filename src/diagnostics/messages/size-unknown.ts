import { defineMessage } from "../define-message.ts";
import { shapeWords } from "../shape-words.ts";

/** NN108: a named size where only a number will do. */
export const sizeUnknown = defineMessage({
  code: "NN108",
  title: "Size that has to be a number",
  severity: "error",
  words: shapeWords,
  explanation: `A named size such as \`time\` may differ from batch to batch. Weights cannot: every size of a weight is a number.

Wrong:

\`\`\`nn
model M {
  input words: [time, 8]
  flatten
  dense(1)
}
\`\`\`

Repaired:

\`\`\`nn
model M {
  input words: [time, 8]
  global_average_pooling1d
  dense(1)
}
\`\`\`
`,
});
