import { defineMessage } from "../define-message.ts";

/** NN008: a part that a form cannot do without is not there. */
export const missingPart = defineMessage({
  code: "NN008",
  title: "Something is missing",
  severity: "error",
  words: ({ rule, found, help }: { rule: string; found?: string; help?: string }) => ({
    found: found === undefined ? rule : `${rule}\nI found ${found} instead.`,
    help: help ?? "Write it here.",
  }),
  explanation: `Each form has parts that it cannot do without: a model its name and its body, a constant its value, a setting its
value. A setting's value begins on the line of its key, and a form's name on the line of its keyword; otherwise one
forgotten value would make every line after it mean something else.

Wrong:

\`\`\`nn
model M {
  input x: [4]
  dense(1)
  compile {
    optimizer
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
    loss mse
  }
}
\`\`\`
`,
});
