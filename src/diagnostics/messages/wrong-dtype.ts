import { defineMessage } from "../define-message.ts";
import { shapeWords } from "../shape-words.ts";

/** NN111: a layer that reads whole numbers gets real ones. */
export const wrongDtype = defineMessage({
  code: "NN111",
  title: "Wrong kind of numbers",
  severity: "error",
  words: shapeWords,
  explanation: `\`embedding\` looks up a row for each whole number, so its input is \`i32[…]\` or a class. Real numbers go to \`dense\` and the like.

Wrong:

\`\`\`nn
model M {
  input price: [1]
  embedding(1000, 8)
  flatten
  dense(1)
}
\`\`\`

Repaired:

\`\`\`nn
model M {
  input price: i32[1] in 0..999
  embedding(1000, 8)
  flatten
  dense(1)
}
\`\`\`
`,
});
