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
    ending,
    compares,
  }: {
    loss: string;
    activation: string;
    values: string;
    needs: string;
    /** What the model is to end with: `activation=sigmoid`, or a layer of its own. */
    ending: string;
    compares: "probabilities" | "signs";
  }) => ({
    found: `\`${activation}\` gives ${values}, but \`${loss}\` needs ${needs}.`,
    expected:
      compares === "signs"
        ? "It compares signs, and this output never says no."
        : "What lies outside is cut off, and has no gradient.",
    help: `End with \`${ending}\`.`,
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
