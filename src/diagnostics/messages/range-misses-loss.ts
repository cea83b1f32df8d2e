import { defineMessage } from "../define-message.ts";

/** NN206: an activation whose values the loss cannot use. */
export const rangeMissesLoss = defineMessage({
  code: "NN206",
  title: "Output outside of the loss's domain",
  severity: "error",
  words: ({
    loss,
    activation,
    values,
    needs,
    fix,
    severity,
  }: {
    loss: string;
    activation: string;
    values: string;
    needs: string;
    fix: string;
    severity?: "error" | "warning";
  }) => ({
    found: `\`${activation}\` gives ${values}, but \`${loss}\` needs ${needs}.`,
    expected: "What lies outside is cut off, and has no gradient.",
    help: `End with \`activation=${fix}\`.`,
    ...(severity === undefined ? {} : { severity }),
  }),
  explanation: `Each loss is made for outputs of a certain range: probabilities for cross-entropy, numbers on both sides of 0 for hinge.

Wrong:

\`\`\`nn
model M {
  input x: [4]
  target sick: binary
  dense(8, activation=relu)
  dense(1, activation=tanh)
  compile { optimizer adam; loss binary_crossentropy }
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
