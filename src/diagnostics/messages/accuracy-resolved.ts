import { defineMessage } from "../define-message.ts";

/** NN222: which accuracy the name `accuracy` stands for. */
export const accuracyResolved = defineMessage({
  code: "NN222",
  title: "What accuracy means here",
  severity: "hint",
  words: ({ label, resolved, meaning }: { label: string; resolved: string; meaning: string }) => ({
    found: `\`${label}\` means \`${resolved}\` here: ${meaning}.`,
    help: `To say it openly, write \`${resolved}\`.`,
  }),
  explanation: `As in Keras, \`accuracy\` is chosen by the shapes of truth and output: one value is compared with 0.5, class numbers with the largest output, and one-hot
labels with the largest of each.

Wrong:

\`\`\`nn
model M {
  input x: [4]
  target kind: class(3)
  dense(3, activation=softmax)
  compile { optimizer adam; loss sparse_categorical_crossentropy; metrics accuracy }
}
\`\`\`

Repaired:

\`\`\`nn
model M {
  input x: [4]
  target kind: class(3)
  dense(3, activation=softmax)
  compile { optimizer adam; loss sparse_categorical_crossentropy; metrics sparse_categorical_accuracy }
}
\`\`\`
`,
});
