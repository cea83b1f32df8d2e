import { defineMessage } from "../define-message.ts";

export interface Holes {
  readonly target: string;
  /** What the labels are: which metrics fit them depends on it. */
  readonly meaning: { readonly kind: string; readonly count?: number };
  /** The class weights, or the labels of a file. */
  readonly evidence:
    | { readonly ratio: number }
    | { readonly file: string; readonly share: number; readonly label: string };
}

/** NN223: accuracy alone, for classes of which one is far more frequent. */
export const skewedAccuracy = defineMessage({
  code: "NN223",
  title: "Accuracy on skewed classes",
  severity: "warning",
  words: ({ target, meaning, evidence }: Holes) => ({
    found:
      "ratio" in evidence
        ? `The class weights say that one class of \`${target}\` is ${evidence.ratio} times as frequent as another: always answering it would score an accuracy of about ${(evidence.ratio / (evidence.ratio + 1)).toFixed(2)}.`
        : `${percent(evidence.share)} % of the labels of \`${target}\` in ${evidence.file} are ${evidence.label}: always answering it would score an accuracy of ${(percent(evidence.share) / 100).toFixed(2)}.`,
    help: helpFor(meaning),
  }),
  explanation: `On skewed classes a high accuracy may mean nothing at all. Area under the curve, precision and recall look at both kinds of mistakes.

Wrong:

\`\`\`nn
model M {
  input x: [4]
  target fraud: binary
  dense(8, activation=relu)
  dense(1, activation=sigmoid)
  compile { optimizer adam; loss binary_crossentropy; metrics accuracy }
  train { class_weight 0: 1, 1: 50 }
}
\`\`\`

Repaired:

\`\`\`nn
model M {
  input x: [4]
  target fraud: binary
  dense(8, activation=relu)
  dense(1, activation=sigmoid)
  compile { optimizer adam; loss binary_crossentropy; metrics accuracy, auc }
  train { class_weight 0: 1, 1: 50 }
}
\`\`\`
`,
});

/** Never all: some labels are others. */
function percent(share: number): number {
  return Math.min(99, Math.round(share * 100));
}

function helpFor({ kind, count }: Holes["meaning"]): string {
  if (kind === "binary") return "Watch `auc`, or `precision` and `recall`, as well.";
  const watch = "watch `f1_score(average=macro)` as well: every class counts alike in it.";
  if (kind === "onehot") return `W${watch.slice(1)}`;
  return `Declare the target as \`onehot(${count})\`, with \`categorical_crossentropy\`, and ${watch}`;
}
