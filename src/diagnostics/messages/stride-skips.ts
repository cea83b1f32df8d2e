import { defineMessage } from "../define-message.ts";

/** NN106: a stride that is longer than its window. */
export const strideSkips = defineMessage({
  code: "NN106",
  title: "Stride jumps over the input",
  severity: "warning",
  words: ({ layer, stride, window }: { layer: string; stride: number; window: number }) => ({
    found: `\`${layer}\` moves its window of ${window} by ${stride}: ${stride - window} of every ${stride} positions are never looked at.`,
    help: `Make the window at least ${stride}, or the stride at most ${window}; if the gaps are meant, write \`// nn-allow NN106: why\` above it.`,
  }),
  explanation: `A window that moves further than it is wide leaves gaps. A window of 1 with a stride is left alone, since it is the usual way to shrink a shortcut.
Gaps that are meant are said to be so, with the reason: \`// nn-allow NN106: every second reading is a copy\` above the line.

Wrong:

\`\`\`nn
model M {
  input image: [32, 32, 3]
  conv2d(16, 2, strides=4, activation=relu)
  global_average_pooling2d
  dense(1)
}
\`\`\`

Repaired:

\`\`\`nn
model M {
  input image: [32, 32, 3]
  conv2d(16, 4, strides=4, activation=relu)
  global_average_pooling2d
  dense(1)
}
\`\`\`
`,
});
