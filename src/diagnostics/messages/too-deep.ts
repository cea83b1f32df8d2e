import { defineMessage } from "../define-message.ts";

/** NN003: brackets or signs nested beyond what a person can read, and a stack can bear. */
export const tooDeep = defineMessage({
  code: "NN003",
  title: "Nested too deeply",
  severity: "error",
  words: ({ what, limit }: { what: "brackets" | "signs" | "operators"; limit: number }) => ({
    found:
      what === "brackets"
        ? `This bracket is inside ${limit} others; I have not read what is in it.`
        : what === "signs"
          ? `More than ${limit} signs or powers follow each other here; I have not read this value.`
          : `This value is built of more than ${limit} operations upon one another; I have not read it.`,
    help:
      what === "brackets"
        ? "Give inner parts a name of their own: `name = …` for a flow, `block name { … }` for a piece of a model."
        : "Split it up with `const name = …`.",
  }),
  explanation: `Brackets may be nested 64 deep, signs and powers may follow each other 64 times, and one value may be built of
256 operations upon one another. No program that a person writes comes near; a broken or hostile file does.

Wrong:

\`\`\`nn
const depth = ((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((1))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))
\`\`\`

Repaired:

\`\`\`nn
const depth = 1
\`\`\`
`,
});
