import { defineMessage } from "../define-message.ts";

/** NN012: a name that nothing bears: a layer, an argument, a setting, a column of the language's own tables. */
export const unknownName = defineMessage({
  code: "NN012",
  title: "Unknown name",
  severity: "error",
  words: ({
    what,
    name,
    suggestion,
    known = [],
    isA,
  }: {
    what: string;
    name: string;
    suggestion?: string;
    known?: readonly string[];
    /** What else the name is: "optimizer" where a loss is wanted. */
    isA?: string;
  }) => ({
    found: `There is no ${what} called \`${name}\`${isA === undefined ? "" : `; it is the name of ${article(isA)} ${isA}`}.`,
    ...(suggestion !== undefined
      ? { help: `Did you mean \`${suggestion}\`?` }
      : known.length > 0 && known.length <= 16
        ? { help: `Choose one of: ${known.join(", ")}.` }
        : {
            help: `${isA === undefined ? "Check the spelling; " : ""}\`nnc list\` shows every name of the library.`,
          }),
  }),
  explanation: `An unknown word is never ignored: a misspelt argument would otherwise silently leave its default in place. \`nnc list layers\` shows
all layers with their arguments, and \`nnc explain dense\` those of one.

Wrong:

\`\`\`nn
model M {
  input x: [4]
  dense(8, activaton=relu)
  dense(1)
}
\`\`\`

Repaired:

\`\`\`nn
model M {
  input x: [4]
  dense(8, activation=relu)
  dense(1)
}
\`\`\`
`,
});

function article(noun: string): string {
  return /^[aeiou]/.test(noun) ? "an" : "a";
}
