/** What holds though nobody wrote it: the learning rate of a bare optimizer, the settings of `train` that are Keras's own. */

import { trainKinds } from "../checker/read-train.ts";
import type { settingDocs } from "../checker/setting-docs.ts";
import { printPlain } from "../library/print-plain.ts";
import type { Expression, Setting, Settings, Statement } from "../parser/tree.ts";
import type { Hint } from "./inlay-hints.ts";
import type { Snapshot } from "./snapshot.ts";

/** Settings of `train` whose default changes how a training goes so much that a reader should see it. */
const shownOfTrain = ["epochs", "batch_size"] as const satisfies readonly (keyof typeof trainKinds &
  keyof typeof settingDocs.train)[];

export function defaultHints(snapshot: Snapshot): readonly Hint[] {
  return snapshot
    .parsed()
    .tree.statements.flatMap((statement) =>
      statement.kind === "Model"
        ? statement.body.statements.flatMap((inner) => hintsOf(inner, snapshot))
        : [],
    );
}

function hintsOf(statement: Statement, snapshot: Snapshot): readonly Hint[] {
  if (statement.kind === "Train") return trainHints(statement.start + "train".length, statement.settings);
  if (statement.kind !== "Compile") return [];
  const optimizer = settingOf(statement.settings, "optimizer");
  if (optimizer === undefined)
    return [{ at: statement.start + "compile".length, label: "optimizer rmsprop" }];
  return optimizer.entries.flatMap(({ value }) => optimizerHint(value, snapshot));
}

function trainHints(at: number, settings: Settings): readonly Hint[] {
  const missing = shownOfTrain.filter((key) => settingOf(settings, key) === undefined);
  const label = missing.map((key) => `${key} ${printPlain(trainKinds[key].default ?? null)}`).join("; ");
  return missing.length === 0 ? [] : [{ at, label }];
}

function optimizerHint(value: Expression, { compiled, source }: Snapshot): readonly Hint[] {
  if (value.kind !== "Name" && value.kind !== "Call") return [];
  const name = value.kind === "Name" ? value : value.name;
  const meaning = compiled().index.uses.get(source.file)?.get(name.start)?.meaning;
  if (meaning?.kind !== "entry" || meaning.category !== "optimizers") return [];
  const rate = meaning.entry.parameters.learning_rate?.default;
  const given = value.kind === "Call" ? value.arguments.items : [];
  if (rate === undefined || given.some((one) => one.name === undefined || one.name.text === "learning_rate"))
    return [];
  return [{ at: name.end, label: `learning_rate=${printPlain(rate)}` }];
}

function settingOf({ items }: Settings, key: string): Setting | undefined {
  return items.find((item) => item.kind === "Setting" && item.key.text === key) as Setting | undefined;
}
