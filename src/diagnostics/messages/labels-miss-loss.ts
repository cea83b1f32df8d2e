import { defineMessage } from "../define-message.ts";

/** NN212: a loss that expects labels of another form than the target has. */
export const labelsMissLoss = defineMessage({
  code: "NN212",
  title: "Labels of another form",
  severity: "error",
  words: ({
    target,
    form,
    loss,
    needs,
    help,
  }: {
    target: string;
    form: string;
    loss: string;
    /** What the loss does with labels: "wants class numbers". */
    needs: string;
    help: string;
  }) => ({
    found: `The target \`${target}\` is ${form}, but \`${loss}\` ${needs}.`,
    help,
  }),
  explanation: `\`sparse_categorical_crossentropy\` takes class numbers, \`categorical_crossentropy\` a 1 among zeros, \`binary_crossentropy\` a yes or no for each output.

Wrong:

\`\`\`nn
model M {
  input x: [4]
  target kind: class(3)
  dense(8, activation=relu)
  dense(3, activation=softmax)
  compile { optimizer adam; loss categorical_crossentropy }
}
\`\`\`

Repaired:

\`\`\`nn
model M {
  input x: [4]
  target kind: class(3)
  dense(8, activation=relu)
  dense(3, activation=softmax)
  compile { optimizer adam; loss sparse_categorical_crossentropy }
}
\`\`\`
`,
});
