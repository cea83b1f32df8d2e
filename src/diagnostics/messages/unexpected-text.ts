import { defineMessage } from "../define-message.ts";

/** NN005: the text does not go on as it has to; the general message, where no better one knows the mistake. */
export const unexpectedText = defineMessage({
  code: "NN005",
  title: "Unexpected text",
  severity: "error",
  words: ({ found, expected, help }: { found: string; expected: string; help?: string }) => ({
    found: `I found ${found} here.`,
    expected: `I expected ${expected}.`,
    help:
      help ?? (found.startsWith("the end") ? "Write it here." : "Write it here, or remove what stands here."),
  }),
  explanation: `The text cannot go on this way. The message names what stands there and what could stand there; the mistake is
often one word earlier.

Wrong:

\`\`\`nn
model M {
  input x: [4]
  x -> -> relu
}
\`\`\`

Repaired:

\`\`\`nn
model M {
  input x: [4]
  x -> relu
}
\`\`\`
`,
});
