import { defineMessage } from "../define-message.ts";

/** NN020: a comment that begins with `#`. */
export const hashComment = defineMessage({
  code: "NN020",
  title: "Comment with #",
  severity: "error",
  words: () => ({
    found: "I read this `#` as the beginning of a comment.",
    expected: "A comment begins with `//`; `///` documents what follows, and `/* … */` may stand anywhere.",
    help: "Write `//` in place of `#`.",
  }),
  explanation: `Comments are written with \`//\`.

Wrong:

\`\`\`nn
model M {
  input x: [4]
  dense(64) # wide enough
}
\`\`\`

Repaired:

\`\`\`nn
model M {
  input x: [4]
  dense(64) // wide enough
}
\`\`\`
`,
});
