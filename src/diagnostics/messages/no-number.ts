import { defineMessage } from "../define-message.ts";

/** NN054: an expression without a value: a division by zero, a text in a sum, a size that is not known yet. */
export const noNumber = defineMessage({
  code: "NN054",
  title: "Constant that cannot be computed",
  severity: "error",
  words: ({ found, expected, help }: { found: string; expected?: string; help?: string }) => ({
    found,
    ...(expected === undefined ? {} : { expected }),
    help: help ?? "Write an expression that has a value.",
  }),
  explanation: `Constant expressions are arithmetic over numbers: \`+ - * / % **\`, comparisons, and \`abs floor ceil min max\`. They are computed before anything runs.

Wrong:

\`\`\`nn
const width = 64 / 0

model M {
  input x: [4]
  dense(width)
}
\`\`\`

Repaired:

\`\`\`nn
const width = 64 / 2

model M {
  input x: [4]
  dense(width)
}
\`\`\`
`,
});
