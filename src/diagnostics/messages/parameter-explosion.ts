import { defineMessage } from "../define-message.ts";

/** NN301: a dense layer behind a flattened image that holds nearly all parameters. */
export const parameterExplosion = defineMessage({
  code: "NN301",
  title: "One layer holds it all",
  severity: "warning",
  words: ({
    percent,
    layer,
    values,
    params,
    memory,
  }: {
    percent: number;
    layer: string;
    values: number;
    params: number;
    memory: string;
  }) => ({
    found: `This \`${layer}\` holds ${percent} % of all parameters: ${params.toLocaleString("en")}, ${memory}.`,
    expected: `It connects to each of the ${values.toLocaleString("en")} values of the flattened image before it.`,
    help: "Use `global_average_pooling2d` in place of `flatten`, or pool more before it.",
  }),
  explanation: `Flattening an image makes every pixel of every channel an input of the next layer. Averaging over the pixels first leaves one number a channel.

Wrong:

\`\`\`nn
model M {
  input image: [128, 128, 3]
  conv2d(64, 3, padding=same, activation=relu)
  flatten
  dense(512, activation=relu)
  dense(10, activation=softmax)
}
\`\`\`

Repaired:

\`\`\`nn
model M {
  input image: [128, 128, 3]
  conv2d(64, 3, padding=same, activation=relu)
  global_average_pooling2d
  dense(512, activation=relu)
  dense(10, activation=softmax)
}
\`\`\`
`,
});
