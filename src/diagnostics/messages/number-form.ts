import { defineMessage } from "../define-message.ts";

/** NN023: a number in a form that the language does not have. */
export const numberForm = defineMessage({
  code: "NN023",
  title: "Form of a number",
  severity: "error",
  words: ({ text, rule, repaired }: { text: string; rule: string; repaired?: string }) => ({
    found: `\`${text}\` is not a number that I can read.`,
    expected: rule,
    ...(repaired === undefined ? {} : { help: `Write \`${repaired}\`.` }),
  }),
  explanation: `A number has a digit on both sides of its point (\`0.5\`, so that \`0..1\` can be a range), single \`_\` between digits
where they help reading (\`10_000\`), and an exponent if need be (\`1e-3\`). \`k M G\` and \`KB MB GB KiB MiB GiB\` may follow it in \`assert\`.

Wrong:

\`\`\`nn
model M {
  input x: [4]
  dropout(.5)
}
\`\`\`

Repaired:

\`\`\`nn
model M {
  input x: [4]
  dropout(0.5)
}
\`\`\`
`,
});
