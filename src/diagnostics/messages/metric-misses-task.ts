import { defineMessage } from "../define-message.ts";

/** NN221: a metric that cannot mean anything for its target. */
export const metricMissesTask = defineMessage({
  code: "NN221",
  title: "Metric for another task",
  severity: "error",
  words: ({
    metric,
    target,
    why,
    is,
    better,
    help = `Use \`${better}\`.`,
    severity,
  }: {
    metric: string;
    target: string;
    why: string;
    is: string;
    /** What to use, where that is all there is to do. */
    better?: string;
    help?: string;
    severity?: "hint" | "warning";
  }) => ({
    found: `\`${metric}\` ${why}, but \`${target}\` is ${is}.`,
    help,
    ...(severity === undefined ? {} : { severity }),
  }),
  explanation: `Accuracy counts exact hits, which a measured number never is; errors in units mean nothing for classes.

Wrong:

\`\`\`nn
model M {
  input x: [4]
  target price: real[1] in 0..1_000
  dense(8, activation=relu)
  dense(1)
  compile { optimizer adam; loss mse; metrics accuracy }
}
\`\`\`

Repaired:

\`\`\`nn
model M {
  input x: [4]
  target price: real[1] in 0..1_000
  dense(8, activation=relu)
  dense(1)
  compile { optimizer adam; loss mse; metrics mae }
}
\`\`\`
`,
});
