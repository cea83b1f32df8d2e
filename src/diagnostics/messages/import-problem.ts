import { defineMessage } from "../define-message.ts";

/** NN055: a file to import from that is not there. */
export const importProblem = defineMessage({
  code: "NN055",
  title: "Import that cannot be read",
  severity: "error",
  words: ({ path }: { path: string }) => ({
    found: `I cannot read "${path}".`,
    expected: "The path is relative to the file that imports it.",
    help: "Check the path and the spelling of the file's name.",
  }),
  explanation: `\`import { name } from "./file.nn"\` brings a block, model or constant of another file in the same project folder.

Wrong:

\`\`\`nn
import { residual } from "./no_such_file.nn"

model M {
  input x: [4]
  residual(4)
}
\`\`\`

Repaired:

\`\`\`nn
block residual(units: int) {
  input x
  y = x -> dense(units)
  (x, y) -> add
}

model M {
  input x: [4]
  residual(4)
}
\`\`\`
`,
});
