import { defineMessage } from "../define-message.ts";

/** NN001: a character that nobody sees, or that makes a line read otherwise than it is. */
export const invisibleCharacter = defineMessage({
  code: "NN001",
  title: "Invisible character",
  severity: "error",
  words: ({ codePoint, kind }: { codePoint: string; kind: "direction" | "invisible" }) => ({
    found:
      kind === "direction"
        ? `There is an invisible character here, ${codePoint}, which changes the order in which the line is shown.`
        : `There is an invisible character here, ${codePoint}.`,
    expected:
      kind === "direction"
        ? "With it a program can look different from what it does, so I accept it nowhere."
        : "Names, numbers and signs consist of characters that can be seen.",
    help: "Delete it; retyping the word removes it too.",
  }),
  explanation: `Some Unicode characters have no width, and some turn the writing direction around, so that a reader and the
compiler see two different programs. They mostly come along with text copied from a web page or a chat.

Wrong (a zero-width space stands between \`dense\` and its parenthesis):

\`\`\`nn
model M {
  input x: [4]
  dense\u{200B}(8)
}
\`\`\`

Repaired:

\`\`\`nn
model M {
  input x: [4]
  dense(8)
}
\`\`\`
`,
});
