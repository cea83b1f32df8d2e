import { defineMessage } from "../define-message.ts";

/** NN029: an arrow inside brackets. */
export const flowInBrackets = defineMessage({
  code: "NN029",
  title: "Flow inside brackets",
  severity: "error",
  words: () => ({
    found: "There is an arrow inside these brackets.",
    expected: "Brackets hold values; a flow stands on its own.",
    help: "Give the flow a name first, `name = source -> layer`, and write the name in the brackets.",
  }),
  explanation: `What stands in brackets is a value or a layer, not a flow. Name the flow, and use the name.

Wrong:

\`\`\`nn
model M {
  input x: [8, 8, 3]
  (x -> conv2d(3, 3, padding=same), x) -> add
}
\`\`\`

Repaired:

\`\`\`nn
model M {
  input x: [8, 8, 3]
  y = x -> conv2d(3, 3, padding=same)
  (y, x) -> add
}
\`\`\`
`,
});
