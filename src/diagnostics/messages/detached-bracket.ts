import { defineMessage } from "../define-message.ts";

/** NN019: a space between a name and the arguments or dimensions that belong to it. */
export const detachedBracket = defineMessage({
  code: "NN019",
  title: "Space before a bracket",
  severity: "error",
  words: ({ name, opener }: { name: string; opener: string }) => ({
    found: `There is a gap between \`${name}\` and its \`${opener}\`.`,
    expected:
      opener === "("
        ? "The parenthesis of an argument list touches its name; a free one begins a new flow, as in `(a, b) -> add`."
        : "The bracket of dimensions touches the name of the type.",
    help: `Write \`${name}${opener}\` without the gap.`,
  }),
  explanation: `Line breaks and spaces mean nothing in this language, with one exception that makes this possible: an argument list
touches its name. \`relu(x)\` has an argument; \`relu (a, b) -> add\` is a \`relu\`, and then a flow from two values.

Wrong:

\`\`\`nn
model M {
  input x: [4]
  dense (64)
}
\`\`\`

Repaired:

\`\`\`nn
model M {
  input x: [4]
  dense(64)
}
\`\`\`
`,
});
