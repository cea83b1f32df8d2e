import { defineMessage } from "../define-message.ts";

/** NN223: accuracy alone, for classes of which one is far more frequent. */
export const skewedAccuracy = defineMessage({
  code: "NN223",
  title: "Accuracy on skewed classes",
  severity: "warning",
  words: ({ target, ratio }: { target: string; ratio: number }) => ({
    found: `The class weights say that one class of \`${target}\` is ${ratio} times as frequent as another: always answering it would score an accuracy of about ${(ratio / (ratio + 1)).toFixed(2)}.`,
    help: "Watch `auc`, or `precision` and `recall`, as well.",
  }),
  explanation: `On skewed classes a high accuracy may mean nothing at all. Area under the curve, precision and recall look at both kinds of mistakes.

Wrong:

\`\`\`nn
model M {
  input x: [4]
  target fraud: binary
  dense(8, activation=relu)
  dense(1, activation=sigmoid)
  compile { optimizer adam; loss binary_crossentropy; metrics accuracy }
  train { class_weight 0: 1, 1: 50 }
}
\`\`\`

Repaired:

\`\`\`nn
model M {
  input x: [4]
  target fraud: binary
  dense(8, activation=relu)
  dense(1, activation=sigmoid)
  compile { optimizer adam; loss binary_crossentropy; metrics accuracy, auc }
  train { class_weight 0: 1, 1: 50 }
}
\`\`\`
`,
});
