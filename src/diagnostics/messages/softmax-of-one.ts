import { defineMessage } from "../define-message.ts";

const findings = {
  softmax:
    "A softmax over a single value is always exactly 1, whatever comes in: nothing can be learned through it.",
  loss: "One value is all that there is to choose from, so a categorical loss is always 0, and this output cannot learn.",
};

/** NN202: a softmax over a single value, which is always 1. */
export const softmaxOfOne = defineMessage({
  code: "NN202",
  title: "Softmax over one value",
  severity: "error",
  words: ({ what, help }: { what: keyof typeof findings; help: string }) => ({
    found: findings[what],
    help,
  }),
  explanation: `A softmax shares 1 out among its values. With one value there is nothing to share: the answer is 1, whatever comes in.

Wrong:

\`\`\`nn
model M {
  input x: [4]
  target sick: binary
  dense(8, activation=relu)
  dense(1, activation=softmax)
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
