import { defineMessage } from "../define-message.ts";

/** NN025: a sign that looks like, or means elsewhere, one of the language's own. */
export const lookAlikeSign = defineMessage({
  code: "NN025",
  title: "Another sign for it",
  severity: "error",
  words: ({ found, meant }: { found: string; meant: string }) => ({
    found: `I read ${found} as ${meant}.`,
    help: `Write ${meant}.`,
  }),
  explanation: `Word processors, input methods and other languages have their own arrows, quotes, dashes and brackets. They are
understood, but the file should hold the plain ones.

Wrong:

\`\`\`nn
model M {
  input x: [4]
  x → dense（8）
}
\`\`\`

Repaired:

\`\`\`nn
model M {
  input x: [4]
  x -> dense(8)
}
\`\`\`
`,
});
