import { defineMessage } from "../define-message.ts";

/** NN009: a quoted text or a comment that does not end. */
export const unclosedText = defineMessage({
  code: "NN009",
  title: "Text without an end",
  severity: "error",
  words: ({ what, quote }: { what: "text" | "comment"; quote: string }) =>
    what === "comment"
      ? {
          found: "This comment is never closed, so the rest of the file belongs to it.",
          help: "Write `*/` where it ends, or begin it with `//` if it is one line.",
        }
      : {
          found: `A text begins with this ${quote}, and its line ends before the text does.`,
          expected: "A text ends on its own line.",
          help: `Write ${quote} where the text ends; for a line break inside a text write \\n.`,
        },
  explanation: `A text in quotes ends on the line on which it begins; \`/*\` needs its \`*/\`.

Wrong:

\`\`\`nn
model M {
  input x: [4]
  target kind: class("cat, "dog")
}
\`\`\`

Repaired:

\`\`\`nn
model M {
  input x: [4]
  target kind: class("cat", "dog")
}
\`\`\`
`,
});
