import { defineMessage } from "../define-message.ts";
import { shapeWords } from "../shape-words.ts";

/** NN103: a kernel or pooling window that does not fit into what is left of the image. */
export const windowTooLarge = defineMessage({
  code: "NN103",
  title: "Window larger than its input",
  severity: "error",
  words: shapeWords,
  explanation: `Every pooling halves an image and every convolution without padding shortens it by its kernel less one. After a few of them nothing is left
for a window to slide over. \`padding=same\` keeps the size.

Wrong:

\`\`\`nn
model M {
  input image: [28, 28, 1]
  repeat 2 { max_pooling2d }
  conv2d(32, 9, activation=relu)
  flatten
  dense(10, activation=softmax)
}
\`\`\`

Repaired:

\`\`\`nn
model M {
  input image: [28, 28, 1]
  repeat 2 { max_pooling2d }
  conv2d(32, 5, activation=relu)
  flatten
  dense(10, activation=softmax)
}
\`\`\`
`,
});
