import { defineMessage } from "../define-message.ts";
import { withArticle } from "../with-article.ts";

const outOfReach = {
  below: {
    found: (name: string) => `\`${name}\` gets its name further down.`,
    help: "Move that line above this one.",
  },
  repeat: {
    found: (name: string) => `\`${name}\` is named inside a \`repeat\`, where its name stays.`,
    help: "Go on with a bare layer behind the `repeat`: it continues from the last value of the last round.",
  },
};

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
    spelled,
    elsewhere,
    help,
  }: {
    what: string;
    name: string;
    suggestion?: string;
    known?: readonly string[];
    /** What else the name is: "optimizer" where a loss is wanted. */
    isA?: string;
    /** The name in the language's spelling, where this is another spelling of it. */
    spelled?: string;
    /** Where a value has this name, out of reach. */
    elsewhere?: keyof typeof outOfReach;
    /** What to do, where no name stands for it. */
    help?: string;
  }) => ({
    found: elsewhere === undefined ? foundWords(what, name, isA, spelled) : outOfReach[elsewhere].found(name),
    ...(elsewhere !== undefined
      ? { help: outOfReach[elsewhere].help }
      : help !== undefined
        ? { help }
        : spelled !== undefined
          ? {
              expected: "Names are Keras's in small letters, with `_` between words.",
              help: `Write \`${spelled}\`.`,
            }
          : suggestion !== undefined
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

function foundWords(
  what: string,
  name: string,
  isA: string | undefined,
  spelled: string | undefined,
): string {
  if (spelled !== undefined) return `\`${name}\` is another spelling of the ${what} \`${spelled}\`.`;
  const other = isA === undefined ? "" : `; it is the name of ${withArticle(isA)}`;
  return `There is no ${what} called \`${name}\`${other}.`;
}
