import { defineMessage } from "../define-message.ts";

/** NN028: a backslash or a control character in a text which means nothing there. */
export const textEscape = defineMessage({
  code: "NN028",
  title: "Escape in a text",
  severity: "error",
  words: ({ text, repaired }: { text: string; repaired: string }) => ({
    found: `I do not know ${text} inside a text.`,
    expected: 'Texts have the escapes of JSON: \\" \\\\ \\/ \\b \\f \\n \\r \\t and \\u with four digits.',
    help: `Write ${repaired}.`,
  }),
  explanation: `Inside quotes a backslash begins an escape, as in JSON. A backslash itself is written twice; paths are better
written with \`/\`, which works everywhere.

Wrong:

\`\`\`nn
data "data\\iris.csv" { header true }
\`\`\`

Repaired:

\`\`\`nn
data "data/iris.csv" { header true }
\`\`\`
`,
});
