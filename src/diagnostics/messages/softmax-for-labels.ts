import { defineMessage } from "../define-message.ts";

/** NN205: softmax outputs with a binary loss. */
export const softmaxForLabels = defineMessage({
  code: "NN205",
  title: "Classes scored alone",
  severity: "warning",
  words: ({ loss }: { loss: string }) => ({
    found: `\`${loss}\` scores each class by itself, but softmax makes the classes share out 1.`,
    expected: "It trains, but loss and accuracy are not what they seem.",
    help: "If one class is right, use `categorical_crossentropy`; if several can be, end with `activation=sigmoid`.",
  }),
  explanation: `Binary cross-entropy asks of every output: yes or no? Softmax answers: which one? Either is fine; mixed they mislead.

Wrong:

\`\`\`nn
model M {
  input x: [4]
  target kind: onehot(3)
  dense(16, activation=relu)
  dense(3, activation=softmax)
  compile { optimizer adam; loss binary_crossentropy }
}
\`\`\`

Repaired:

\`\`\`nn
model M {
  input x: [4]
  target kind: onehot(3)
  dense(16, activation=relu)
  dense(3, activation=softmax)
  compile { optimizer adam; loss categorical_crossentropy }
}
\`\`\`
`,
});
