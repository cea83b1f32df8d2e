import { defineMessage } from "../define-message.ts";

/** NN502: a tensor beyond 2^31 - 1 elements, or a training step beyond the memory that an engine has. */
export const tooLarge = defineMessage({
  code: "NN502",
  title: "More memory than there is",
  severity: "error",
  words: ({
    found,
    expected,
    help,
    severity,
  }: {
    found: string;
    expected?: string;
    help?: string;
    severity?: "error" | "warning" | "hint";
  }) => ({
    found,
    ...(expected === undefined ? {} : { expected }),
    help: help ?? "Make the layer before it smaller: pool, stride, or fewer units.",
    ...(severity === undefined ? {} : { severity }),
  }),
  explanation: `No tensor may have more than 2^31 - 1 elements. A training step keeps the weights, their gradients, the optimizer's slots and what every layer gave for
the batch; where this comes near 4 GiB, the limit of WebAssembly, there is a warning.

Wrong:

\`\`\`nn
model M {
  input image: [4096, 4096, 3]
  flatten
  dense(1024, activation=relu)
  dense(1)
}
\`\`\`

Repaired:

\`\`\`nn
model M {
  input image: [4096, 4096, 3]
  conv2d(8, 7, strides=8, activation=relu)
  global_average_pooling2d
  dense(1)
}
\`\`\`
`,
});
