import { defineMessage } from "../define-message.ts";

/** NN224: a callback that watches a number which this run does not have. */
export const monitorUnknown = defineMessage({
  code: "NN224",
  title: "Nothing to watch",
  severity: "error",
  words: ({
    callback,
    act = "watches",
    monitor,
    names,
    suggestion,
    unvalidated,
  }: {
    callback: string;
    /** It watches the number, or writes it into the name of a file. */
    act?: "watches" | "writes";
    monitor: string;
    names: readonly string[];
    suggestion?: string;
    unvalidated: boolean;
  }) => ({
    found: `\`${callback}\` ${act === "writes" ? `writes \`${monitor}\` into its path` : `watches \`${monitor}\``}, ${unvalidated ? "but nothing is held out for validation" : "which this run does not produce"}.`,
    expected: `It produces: ${names.join(", ")}.`,
    help: unvalidated
      ? `Add \`validation_split 0.2\` to \`train\`, or ${act === "writes" ? "write `{loss}`" : "watch `loss` (`monitor=loss`)"}.`
      : suggestion === undefined
        ? act === "writes"
          ? "Write one of these."
          : "Watch one of these."
        : `Did you mean \`${suggestion}\`?`,
  }),
  explanation: `A callback watches a number of the log by its name: \`loss\`, the metrics, and with \`val_\` before them the same for the validation rows. Watching what
is not there, it would never act.

Wrong:

\`\`\`nn
model M {
  input x: [4]
  target sick: binary
  dense(8, activation=relu)
  dense(1, activation=sigmoid)
  compile { optimizer adam; loss binary_crossentropy; metrics accuracy }
  train { epochs 50; validation_split 0.2; callbacks early_stopping(monitor=val_acc) }
}
\`\`\`

Repaired:

\`\`\`nn
model M {
  input x: [4]
  target sick: binary
  dense(8, activation=relu)
  dense(1, activation=sigmoid)
  compile { optimizer adam; loss binary_crossentropy; metrics accuracy }
  train { epochs 50; validation_split 0.2; callbacks early_stopping(monitor=val_accuracy) }
}
\`\`\`
`,
});
