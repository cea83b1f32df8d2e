import { defineMessage } from "../define-message.ts";

/** NN105: an output with another number of values than its target has classes. */
export const classCountDiffers = defineMessage({
  code: "NN105",
  title: "Outputs and classes differ",
  severity: "error",
  words: ({
    target,
    classes,
    values,
    layer,
  }: {
    target: string;
    classes: number;
    values: number;
    layer?: string;
  }) => ({
    found: `The target \`${target}\` has ${classes} classes, but its output gives ${values} value${values === 1 ? "" : "s"}.`,
    expected: "There is one output for each class.",
    help: layer === undefined ? `End with ${classes} values.` : `Give \`${layer}\` ${classes} units.`,
  }),
  explanation: `A classifier answers with one number for each class. With fewer, some class can never be the answer.

Wrong:

\`\`\`nn
model M {
  input x: [4]
  target digit: class(10)
  dense(16, activation=relu)
  dense(9, activation=softmax)
  compile { optimizer adam; loss sparse_categorical_crossentropy }
}
\`\`\`

Repaired:

\`\`\`nn
model M {
  input x: [4]
  target digit: class(10)
  dense(16, activation=relu)
  dense(10, activation=softmax)
  compile { optimizer adam; loss sparse_categorical_crossentropy }
}
\`\`\`
`,
});
