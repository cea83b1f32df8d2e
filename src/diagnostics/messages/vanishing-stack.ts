import { defineMessage } from "../define-message.ts";

/** NN307: a deep stack of saturating activations, or weights that never start. */
export const vanishingStack = defineMessage({
  code: "NN307",
  title: "Gradients that vanish",
  severity: "warning",
  words: ({ found, help, severity }: { found: string; help: string; severity?: "error" | "warning" }) => ({
    found,
    help,
    ...(severity === undefined ? {} : { severity }),
  }),
  explanation: `The slope of a sigmoid is at most 1/4, so every sigmoid layer shrinks the gradient of all below it at least fourfold. And a relu layer whose weights all begin at 0
gives 0 with slope 0: it never begins to learn.

Wrong:

\`\`\`nn
model M {
  input x: [16]
  repeat 6 { dense(16, activation=sigmoid) }
  dense(1)
}
\`\`\`

Repaired:

\`\`\`nn
model M {
  input x: [16]
  repeat 6 { dense(16, activation=relu) }
  dense(1)
}
\`\`\`
`,
});
