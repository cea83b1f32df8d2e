import { defineMessage } from "../define-message.ts";

/** NN050: a form that may not stand where it stands. */
export const misplacedStatement = defineMessage({
  code: "NN050",
  title: "Statement in the wrong place",
  severity: "error",
  words: ({ what, place, home }: { what: string; place: string; home: string }) => ({
    found: `${what} cannot stand ${place}.`,
    help: `Move it ${home}.`,
  }),
  explanation: `Imports, models and blocks stand at the top of a file; inputs, flows and outputs inside a model or block; what belongs to training (\`target\`,
\`compile\`, \`train\`, \`data\`, \`assert\`, \`test\`) inside a model.

Wrong:

\`\`\`nn
model M {
  import { residual } from "./blocks.nn"
  input x: [4]
  dense(1)
}
\`\`\`

Repaired:

\`\`\`nn
block residual(units: int) {
  input x
  y = x -> dense(units, activation=relu)
  (x, y) -> add
}

model M {
  input x: [4]
  residual(4)
  dense(1)
}
\`\`\`
`,
});
