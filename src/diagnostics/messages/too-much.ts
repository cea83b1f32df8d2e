import { defineMessage } from "../define-message.ts";

/** NN052: a count beyond the limits that keep every file harmless. */
export const tooMuch = defineMessage({
  code: "NN052",
  title: "More than I can hold",
  severity: "error",
  words: ({ what, limit }: { what: string; limit: number }) => ({
    found: `This makes ${what}.`,
    expected: `The limit is ${limit.toLocaleString("en")}.`,
    help: "Use a smaller count.",
  }),
  explanation: `A file is written out in full before it is checked: at most 10,000 layers, 10,000 rounds of \`repeat\`, 10,000 uses of blocks, and blocks in blocks
64 deep. The deepest networks in use have about a thousand layers.

Wrong:

\`\`\`nn
model M {
  input x: [4]
  repeat 1e9 { dense(4, activation=relu) }
}
\`\`\`

Repaired:

\`\`\`nn
model M {
  input x: [4]
  repeat 10 { dense(4, activation=relu) }
}
\`\`\`
`,
});
