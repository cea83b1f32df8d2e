import { defineMessage } from "../define-message.ts";
import { shapeWords } from "../shape-words.ts";

/** NN104: a reshape to a shape that holds more or fewer numbers. */
export const elementsDiffer = defineMessage({
  code: "NN104",
  title: "Reshape changes the number of elements",
  severity: "error",
  words: shapeWords,
  explanation: `\`reshape\` only groups the same numbers anew. One size may be -1: it follows from the others.

Wrong:

\`\`\`nn
model M {
  input image: [28, 28, 1]
  reshape([28, 14, 1])
  flatten
  dense(1)
}
\`\`\`

Repaired:

\`\`\`nn
model M {
  input image: [28, 28, 1]
  reshape([28, 28])
  flatten
  dense(1)
}
\`\`\`
`,
});
