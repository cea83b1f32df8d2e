import { defineMessage } from "../define-message.ts";

/** NN053: a file, model or block without a part that it cannot do without. */
export const missingDeclaration = defineMessage({
  code: "NN053",
  title: "Something has to be declared",
  severity: "error",
  words: ({ found, help }: { found: string; help: string }) => ({ found, help }),
  explanation: `A model has at least one input with a type and at least one layer; a constant parameter has a value; \`compile\` has a loss, and stands wherever \`train\` does.

Wrong:

\`\`\`nn
model M {
  input x: [4]
}
\`\`\`

Repaired:

\`\`\`nn
model M {
  input x: [4]
  dense(1)
}
\`\`\`
`,
});
