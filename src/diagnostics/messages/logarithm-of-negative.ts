import { defineMessage } from "../define-message.ts";

/** NN209: a loss with a logarithm over values that may be below 0. */
export const logarithmOfNegative = defineMessage({
  code: "NN209",
  title: "Logarithm of what may be negative",
  severity: "warning",
  words: ({
    loss,
    what,
    help,
    severity,
  }: {
    loss: string;
    what: string;
    help: string;
    severity?: "hint";
  }) => ({
    found: `\`${loss}\` takes logarithms, but ${what} may be negative.`,
    expected: "Negative values are cut off, and learn nothing.",
    help,
    ...(severity === undefined ? {} : { severity }),
  }),
  explanation: `\`mean_squared_logarithmic_error\`, \`poisson\` and \`kl_divergence\` are made for counts and shares, which are never below 0.

Wrong:

\`\`\`nn
model M {
  input x: [4]
  target delta: real[1] in -5..5
  dense(8, activation=relu)
  dense(1)
  compile { optimizer adam; loss mean_squared_logarithmic_error }
}
\`\`\`

Repaired:

\`\`\`nn
model M {
  input x: [4]
  target count: real[1] in 0..500
  dense(8, activation=relu)
  dense(1, activation=softplus)
  compile { optimizer adam; loss mean_squared_logarithmic_error }
}
\`\`\`
`,
});
