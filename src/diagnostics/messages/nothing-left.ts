import { defineMessage } from "../define-message.ts";

/** NN107: a spatial size that has shrunk to one, where a window still looks for neighbours. */
export const nothingLeft = defineMessage({
  code: "NN107",
  title: "Nothing left to look at",
  severity: "warning",
  words: ({
    found,
    help,
    trace,
    severity,
  }: {
    found: string;
    help?: string;
    trace?: string;
    severity?: "error" | "warning";
  }) => ({
    found,
    ...(trace === undefined ? {} : { expected: trace }),
    help: help ?? "Remove a pooling or a stride before it, or end with `global_average_pooling2d`.",
    ...(severity === undefined ? {} : { severity }),
  }),
  explanation: `When an image has become 1 × 1, a window of 3 × 3 sees one pixel and eight paddings: only its middle learns anything.

Wrong:

\`\`\`nn
model M {
  input image: [8, 8, 3]
  repeat 3 { conv2d(16, 3, padding=same, activation=relu)  max_pooling2d }
  conv2d(32, 3, padding=same, activation=relu)
  flatten
  dense(10, activation=softmax)
}
\`\`\`

Repaired:

\`\`\`nn
model M {
  input image: [8, 8, 3]
  repeat 2 { conv2d(16, 3, padding=same, activation=relu)  max_pooling2d }
  conv2d(32, 3, padding=same, activation=relu)
  flatten
  dense(10, activation=softmax)
}
\`\`\`
`,
});
