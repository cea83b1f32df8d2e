import { defineMessage } from "../define-message.ts";
import { shapeWords } from "../shape-words.ts";

/** NN101: a layer's input has the wrong number of dims. */
export const wrongRank = defineMessage({
  code: "NN101",
  title: "Rank mismatch",
  severity: "error",
  words: shapeWords,
  explanation: `Layers work on examples of a certain rank: \`conv2d\` on images [height, width, channels], \`lstm\` on sequences [time, features]. \`flatten\`
makes a vector of anything, \`reshape\` gives a vector any shape with the same number of elements.

Wrong:

\`\`\`nn
model M {
  input image: [28, 28, 1]
  flatten
  conv2d(32, 3, activation=relu)
  dense(10, activation=softmax)
}
\`\`\`

Repaired:

\`\`\`nn
model M {
  input image: [28, 28, 1]
  conv2d(32, 3, activation=relu)
  flatten
  dense(10, activation=softmax)
}
\`\`\`
`,
});
