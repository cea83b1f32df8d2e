import { defineMessage } from "../define-message.ts";

/** NN306: something that is declared or computed and that nothing uses. */
export const unused = defineMessage({
  code: "NN306",
  title: "Not used",
  severity: "warning",
  words: (
    thing:
      | { kind: "declaration"; what: string; name: string }
      | { kind: "input"; name: string; values: string }
      | { kind: "flow"; layer: string; name?: string },
  ) => {
    switch (thing.kind) {
      case "declaration":
        return {
          found: `The ${thing.what} \`${thing.name}\` is not used by anything.`,
          help: "Remove it, or use it where it was meant to be used.",
        };
      case "input":
        return {
          found: `The input \`${thing.name}\` (${thing.values}) never reaches an output.`,
          help: `Connect it (\`(a, ${thing.name}) -> concatenate\`), or remove it.`,
          severity: "error",
        };
      case "flow":
        return {
          found: `Nothing reads what this \`${thing.layer}\` gives${thing.name === undefined ? "" : `, \`${thing.name}\``}, and it is no output.`,
          expected: "Its layers would be computed, and never trained.",
          help:
            thing.name === undefined
              ? "Remove the flow, or name its result and use it."
              : `Use \`${thing.name}\` in a later flow or in \`output\`, or remove it.`,
          severity: "error",
        };
    }
  },
  explanation: `A declaration that nothing uses is left over, or the place that should use it has another name by mistake. An input that reaches no output, and a flow
that nobody reads, are errors: most often a branch that was to be joined, \`(a, b) -> add\`. Without \`output\` only the last value is an output.

Wrong:

\`\`\`nn
model M {
  input x: [4]
  a = x -> dense(8, activation=relu)
  b = x -> dense(8, activation=relu)
  a -> dense(1)
}
\`\`\`

Repaired:

\`\`\`nn
model M {
  input x: [4]
  a = x -> dense(8, activation=relu)
  b = x -> dense(8, activation=relu)
  (a, b) -> concatenate -> dense(1)
}
\`\`\`
`,
});
