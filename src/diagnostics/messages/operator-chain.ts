import { defineMessage } from "../define-message.ts";

/** NN031: comparisons or ranges in a row. */
export const operatorChain = defineMessage({
  code: "NN031",
  title: "Comparisons in a row",
  severity: "error",
  words: ({ operator }: { operator: string }) => ({
    found: `This \`${operator}\` follows another comparison or range.`,
    expected: "A comparison and a range have two sides.",
    help: "Write two conditions with a comma between them, or parentheses.",
  }),
  explanation: `\`a < b < c\` means different things in different languages, so it means nothing here.

Wrong:

\`\`\`nn
model M {
  input x: [4]
  dense(1)
  assert 1 <= params <= 10k
}
\`\`\`

Repaired:

\`\`\`nn
model M {
  input x: [4]
  dense(1)
  assert params >= 1, params <= 10k
}
\`\`\`
`,
});
