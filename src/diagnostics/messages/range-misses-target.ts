import { defineMessage } from "../define-message.ts";

/** NN207: an activation that excludes a part of the declared targets. */
export const rangeMissesTarget = defineMessage({
  code: "NN207",
  title: "Targets that the output cannot reach",
  severity: "error",
  words: ({
    target,
    low,
    high,
    activation,
    values,
    help,
  }: {
    target: string;
    low: number;
    high: number;
    activation: string;
    values: string;
    help: string;
  }) => ({
    found: `The target \`${target}\` is from ${low} to ${high}, but \`${activation}\` gives ${values}.`,
    help,
  }),
  explanation: `An output can only learn what its activation can say: relu no negative number, sigmoid nothing above 1, tanh nothing beyond -1 and 1.

Wrong:

\`\`\`nn
model M {
  input x: [4]
  target temperature: real[1] in -31..44
  dense(8, activation=relu)
  dense(1, activation=relu)
  compile { optimizer adam; loss mse }
}
\`\`\`

Repaired:

\`\`\`nn
model M {
  input x: [4]
  target temperature: real[1] in -31..44
  dense(8, activation=relu)
  dense(1)
  compile { optimizer adam; loss mse }
}
\`\`\`
`,
});
