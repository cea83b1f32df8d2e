import { defineMessage } from "../define-message.ts";

/** NN022: `True`, `None` or `null` as other languages write them. */
export const foreignLiteral = defineMessage({
  code: "NN022",
  title: "Spelling of a constant",
  severity: "error",
  words: ({ found, meant }: { found: string; meant: string }) => ({
    found: `\`${found}\` is written \`${meant}\` here.`,
    help: `Write \`${meant}\`.`,
  }),
  explanation: `The three constants are \`true\`, \`false\` and \`none\`, in small letters.

Wrong:

\`\`\`nn
model M {
  input x: [4]
  dense(64, use_bias=False)
}
\`\`\`

Repaired:

\`\`\`nn
model M {
  input x: [4]
  dense(64, use_bias=false)
}
\`\`\`
`,
});
