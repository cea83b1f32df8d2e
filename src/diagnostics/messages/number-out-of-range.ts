import { defineMessage } from "../define-message.ts";

/** NN004: a number that a computer's number cannot hold as it is written. */
export const numberOutOfRange = defineMessage({
  code: "NN004",
  title: "Number out of range",
  severity: "error",
  words: ({ text, why }: { text: string; why: "large" | "small" | "whole" }) => ({
    found: `I cannot hold the number ${text} as it is written.`,
    expected: {
      large: "The largest number is about 1.8e308.",
      small: "It is so close to zero that it would become 0; the smallest number is about 5e-324.",
      whole:
        "Whole numbers are exact up to 9,007,199,254,740,991 (2^53 - 1); beyond that, neighbours fall together.",
    }[why],
    help:
      why === "whole"
        ? "Write it with an exponent (`1e16`) if it need not be exact."
        : "Write a number inside the range.",
  }),
  explanation: `Numbers are kept as 64-bit floating point, as in nearly every language. What does not fit would silently become
infinite, zero or a neighbouring number.

Wrong:

\`\`\`nn
const rate = 1e999
\`\`\`

Repaired:

\`\`\`nn
const rate = 1e-3
\`\`\`
`,
});
