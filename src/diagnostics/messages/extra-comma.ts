import { defineMessage } from "../define-message.ts";

/** NN026: a comma with nothing before or after it. */
export const extraComma = defineMessage({
  code: "NN026",
  title: "Comma too many",
  severity: "error",
  words: ({ where }: { where: "before" | "after" | "between" }) => ({
    found: {
      before: "Nothing stands before this comma.",
      after: "This comma has nothing after it that belongs to the list.",
      between: "This comma stands between two settings.",
    }[where],
    expected: {
      before: "Between two commas there is a value.",
      after: "A last comma is fine inside `( )` and `[ ]`; outside of them it would swallow the next line.",
      between: "Settings stand on lines of their own, or `;` between them.",
    }[where],
    help: where === "between" ? "Write `;` in place of the comma." : "Delete it.",
  }),
  explanation: `Inside brackets a list may end with a comma. Outside of them line breaks mean nothing, so the comma would make the
next line part of the list.

Wrong:

\`\`\`nn
model M {
  input x: [4]
  dense(1)
  compile {
    optimizer adam
    metrics mae, mse,
    loss mse
  }
}
\`\`\`

Repaired:

\`\`\`nn
model M {
  input x: [4]
  dense(1)
  compile {
    optimizer adam
    metrics mae, mse
    loss mse
  }
}
\`\`\`
`,
});
