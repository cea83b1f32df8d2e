import { defineMessage } from "../define-message.ts";
import { shapeWords } from "../shape-words.ts";

/** NN102: values that a layer brings together do not have the shapes for it. */
export const unequalValues = defineMessage({
  code: "NN102",
  title: "Values that have to agree",
  severity: "error",
  words: shapeWords,
  explanation: `\`add\` and its kind compare their inputs element by element; \`concatenate\` joins them along one axis and needs all others equal. Sizes
agree only if they provably do: \`time\` and \`floor(time / 2)\` do not.

Wrong:

\`\`\`nn
model M {
  input image: [14, 14, 3]
  a = image -> conv2d(64, 3, padding=same, activation=relu)
  b = image -> conv2d(32, 3, padding=same, activation=relu)
  (a, b) -> add -> global_average_pooling2d -> dense(1)
}
\`\`\`

Repaired:

\`\`\`nn
model M {
  input image: [14, 14, 3]
  a = image -> conv2d(64, 3, padding=same, activation=relu)
  b = image -> conv2d(64, 3, padding=same, activation=relu)
  (a, b) -> add -> global_average_pooling2d -> dense(1)
}
\`\`\`
`,
});
