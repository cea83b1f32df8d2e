import { defineMessage } from "../define-message.ts";

/** NN021: a text in single quotes. */
export const singleQuotes = defineMessage({
  code: "NN021",
  title: "Single quotes",
  severity: "error",
  words: ({ repaired }: { repaired: string }) => ({
    found: "This text stands in single quotes.",
    expected: "A text stands in double quotes.",
    help: `Write ${repaired}.`,
  }),
  explanation: `Texts (file names, titles, class labels) stand in double quotes, with the escapes of JSON. Where a name will do,
no quotes are needed at all: \`padding=same\`.

Wrong:

\`\`\`nn
model M {
  input x: [4]
  target kind: class('cat', 'dog')
  dense(2, activation=softmax)
}
\`\`\`

Repaired:

\`\`\`nn
model M {
  input x: [4]
  target kind: class("cat", "dog")
  dense(2, activation=softmax)
}
\`\`\`
`,
});
