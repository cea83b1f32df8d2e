import { defineMessage } from "../define-message.ts";

/** NN016: a path that leaves the project folder or is no plain relative path. */
export const pathOutside = defineMessage({
  code: "NN016",
  title: "Path outside the project",
  severity: "error",
  words: ({ path, why }: { path: string; why: string }) => ({
    found: `I will not touch "${path}": ${why}.`,
    expected:
      "A file reads and writes only what lies inside its own project folder, by a relative path with `/`.",
    help: "Name a file inside the project; copy it there first if need be.",
  }),
  explanation: `A \`.nn\` file can be shared and opened without fear, because nothing in it reaches outside of the project folder: no absolute path, no \`../\` that
leaves it, no address on the network.

Wrong:

\`\`\`nn
model M {
  input x: [4]
  target y: real[1]
  dense(1)
  data "../../secrets.csv" { x = [a, b, c, d]; y = [e] }
}
\`\`\`

Repaired:

\`\`\`nn
model M {
  input x: [4]
  target y: real[1]
  dense(1)
  data "data/measurements.csv" { x = [a, b, c, d]; y = [e] }
}
\`\`\`
`,
});
