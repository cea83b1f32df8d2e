import { defineMessage } from "../define-message.ts";

/** NN024: `//` meant as division, where it begins a comment. */
export const floorDivision = defineMessage({
  code: "NN024",
  title: "// is not a division",
  severity: "error",
  words: ({ repaired }: { repaired: string }) => ({
    found: "I read this `//` as a division, since a bracket stays open otherwise.",
    expected: "Two slashes begin a comment.",
    help: `Write \`${repaired}\`.`,
  }),
  explanation: `\`//\` begins a comment. A division without rest is \`n / 2\` (where a whole number is wanted, a rest is an error), and
\`floor(n / 2)\` rounds down.

Wrong:

\`\`\`nn
block half(n: int) {
  input x
  dense(n // 2)
}
\`\`\`

Repaired:

\`\`\`nn
block half(n: int) {
  input x
  dense(floor(n / 2))
}
\`\`\`
`,
});
