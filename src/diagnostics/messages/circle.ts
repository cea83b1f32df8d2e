import { defineMessage } from "../define-message.ts";

/** NN051: a block, constant or import that needs itself. */
export const circle = defineMessage({
  code: "NN051",
  title: "Goes around in a circle",
  severity: "error",
  words: ({ what, way }: { what: string; way: readonly string[] }) => ({
    found: `${what} \`${way[0]}\` needs itself: ${way.join(" → ")}.`,
    expected: "A network is written out before it runs, so nothing in a file can contain itself.",
    help: "Break the circle; to use a block many times in a row, write `repeat`.",
  }),
  explanation: `Blocks are written out where they are used, constants are computed once, and imports are read once. None of the three can depend on itself.

Wrong:

\`\`\`nn
block grow(units: int) {
  input x
  x -> dense(units, activation=relu) -> grow(units)
}

model M {
  input x: [4]
  grow(8)
}
\`\`\`

Repaired:

\`\`\`nn
block grow(units: int) {
  input x
  x -> dense(units, activation=relu)
}

model M {
  input x: [4]
  repeat 3 { grow(8) }
}
\`\`\`
`,
});
