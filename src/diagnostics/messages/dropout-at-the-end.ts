import { defineMessage } from "../define-message.ts";

/** NN304: dropout behind the last layer with weights, or one that drops everything. */
export const dropoutAtTheEnd = defineMessage({
  code: "NN304",
  title: "Dropout at the output",
  severity: "warning",
  words: ({ found, help, severity }: { found: string; help: string; severity?: "error" | "warning" }) => ({
    found,
    help,
    ...(severity === undefined ? {} : { severity }),
  }),
  explanation: `Dropout sets values to 0 while training. At the output these are answers: probabilities no longer sum to 1, and predictions are wiped out at random.

Wrong:

\`\`\`nn
model M {
  input x: [4]
  dense(16, activation=relu)
  dense(3, activation=softmax)
  dropout(0.5)
  compile { optimizer adam; loss sparse_categorical_crossentropy }
}
\`\`\`

Repaired:

\`\`\`nn
model M {
  input x: [4]
  dense(16, activation=relu)
  dropout(0.5)
  dense(3, activation=softmax)
  compile { optimizer adam; loss sparse_categorical_crossentropy }
}
\`\`\`
`,
});
