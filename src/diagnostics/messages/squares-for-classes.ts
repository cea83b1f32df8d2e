import { defineMessage } from "../define-message.ts";

/** NN208: a squared error over probabilities. */
export const squaresForClasses = defineMessage({
  code: "NN208",
  title: "Squared error for yes and no",
  severity: "hint",
  words: ({ loss, better }: { loss: string; better: string }) => ({
    found: `\`${loss}\` on a probability works, but learns slowly where the model is sure and wrong.`,
    help: `Try \`${better}\`.`,
  }),
  explanation: `With a squared error the gradient of a sigmoid vanishes at both ends, also at the wrong one. Cross-entropy has no such flat place.

Wrong:

\`\`\`nn
model M {
  input x: [4]
  target sick: binary
  dense(8, activation=relu)
  dense(1, activation=sigmoid)
  compile { optimizer adam; loss mse }
}
\`\`\`

Repaired:

\`\`\`nn
model M {
  input x: [4]
  target sick: binary
  dense(8, activation=relu)
  dense(1, activation=sigmoid)
  compile { optimizer adam; loss binary_crossentropy }
}
\`\`\`
`,
});
