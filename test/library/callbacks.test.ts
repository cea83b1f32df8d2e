/** Callbacks over made-up logs: what they do to a run, epoch by epoch, and that their memory alone carries them on. */
import { expect, it } from "vitest";
import type { Callback, EpochLog, RunningCallback, TrainingActs } from "../../src/library/define-callback.ts";
import { library } from "../../src/library/index.ts";
import { realizeWithoutFlow } from "../../src/library/realize-without-flow.ts";
import { callOf, tryCall } from "./read-call.ts";

/** What a callback did, in words. */
type Deeds = string[];

function start(call: string): RunningCallback {
  const { entry, values } = realizeWithoutFlow<Callback>("callbacks", callOf("callbacks", call), library);
  return entry.start(values);
}

function actsOf(deeds: Deeds): TrainingActs {
  let rate = 0.1;
  return {
    stop: (reason) => deeds.push(`stop: ${reason}`),
    learningRate: () => rate,
    setLearningRate: (next) => {
      rate = Math.fround(next);
      deeds.push(`rate ${next.toPrecision(3)}`);
    },
    keepWeights: () => deeds.push("keep"),
    restoreWeights: () => deeds.push("restore"),
    saveModel: async (path, { weightsOnly }) =>
      void deeds.push(`save ${path}${weightsOnly ? " (weights)" : ""}`),
    appendLine: async (path, line, { header, after, keep }) =>
      deeds.push(`${path}${keep ? " (keep)" : ""} after ${after}: ${header} | ${line}`),
    say: (message) => deeds.push(`say: ${message}`),
    better: (monitor) => (monitor.endsWith("accuracy") ? "higher" : "lower"),
  };
}

/** The deeds of each epoch, and of the end of training. */
async function train(call: string, logs: readonly EpochLog[]): Promise<readonly Deeds[]> {
  const running = start(call);
  const deeds: Deeds = [];
  const acts = actsOf(deeds);
  const all: Deeds[] = [];
  await running.onTrainBegin?.(acts);
  for (const [epoch, log] of logs.entries()) {
    await running.onEpochEnd?.(epoch, log, acts);
    all.push(deeds.splice(0));
    if (all.at(-1)?.some((deed) => deed.startsWith("stop"))) break;
  }
  await running.onTrainEnd?.(acts);
  return [...all, deeds];
}

function losses(...values: number[]): EpochLog[] {
  return values.map((val_loss) => ({ loss: val_loss / 2, val_loss }));
}

it("early_stopping ends training after patience epochs without a better one", async () => {
  const deeds = await train("early_stopping(patience=2)", losses(3, 2, 2, 2.5, 1));
  expect(deeds).toEqual([
    [],
    [],
    [],
    ["stop: val_loss did not get better for 2 epochs (early_stopping)"],
    [],
  ]);
});

it("early_stopping without patience never ends training in the first epoch", async () => {
  const deeds = await train("early_stopping(baseline=1)", losses(3, 3));
  expect(deeds).toEqual([[], ["stop: val_loss did not get better for 2 epochs (early_stopping)"], []]);
});

it("early_stopping keeps the weights of the best epoch and brings them back", async () => {
  const deeds = await train(
    "early_stopping(patience=1, restore_best_weights=true, verbose=1)",
    losses(3, 2, 4),
  );
  expect(deeds).toEqual([
    ["keep"],
    ["keep"],
    ["stop: val_loss did not get better for 1 epochs (early_stopping)"],
    ["say: Epoch 3: early stopping", "say: Restoring the weights of the best epoch, 2.", "restore"],
  ]);
});

it("early_stopping brings the best weights back when all epochs are over, too", async () => {
  expect((await train("early_stopping(patience=9, restore_best_weights=true)", losses(3, 4))).at(-1)).toEqual(
    ["restore"],
  );
});

it("early_stopping wants more than min_delta, and asks the metric which way is better", async () => {
  const accuracies = [0.5, 0.6, 0.605, 0.609].map((val_accuracy) => ({ val_accuracy }));
  const deeds = await train("early_stopping(monitor=val_accuracy, min_delta=0.01, patience=2)", accuracies);
  expect(deeds.map(({ length }) => length)).toEqual([0, 0, 0, 1, 0]);
  const downwards = await train("early_stopping(monitor=val_accuracy, mode=min, patience=2)", accuracies);
  expect(downwards.map(({ length }) => length)).toEqual([0, 0, 1, 0]);
});

it("early_stopping with a baseline goes on waiting until it is reached", async () => {
  const deeds = await train("early_stopping(patience=3, baseline=1)", losses(5, 4, 3, 2, 1.5));
  expect(deeds.flat()).toEqual([]);
  const later = await train("early_stopping(patience=3, baseline=1)", losses(5, 4, 3, 3));
  expect(later.flat()).toEqual(["stop: val_loss did not get better for 4 epochs (early_stopping)"]);
});

it("early_stopping does not watch before start_from_epoch", async () => {
  const deeds = await train("early_stopping(start_from_epoch=3, patience=1)", losses(1, 2, 3, 4, 5));
  expect(deeds.map(({ length }) => length)).toEqual([0, 0, 0, 0, 1, 0]);
});

it("a number that is no number is never better", async () => {
  const deeds = await train("early_stopping(patience=2)", losses(Number.NaN, 2, Number.NaN, 1));
  expect(deeds.flat()).toEqual([]);
});

it("a callback that watches what the run does not give says so", async () => {
  const deeds = await train("early_stopping(monitor=val_acc)", losses(1));
  expect(deeds[0]).toEqual(["say: early_stopping watches val_acc, but this run gives loss, val_loss."]);
});

it("reduce_lr_on_plateau lowers the rate, waits, and stops at min_lr", async () => {
  const call = "reduce_lr_on_plateau(patience=2, factor=0.5, min_lr=0.04, cooldown=1, verbose=1)";
  const deeds = await train(call, losses(3, 3, 3, 3, 3, 3, 3, 3, 3, 3));
  expect(deeds.map((of) => of.filter((deed) => deed.startsWith("rate")).join())).toEqual([
    ...["", "", "rate 0.0500", "", "rate 0.0400", "", "", "", "", ""],
    "",
  ]);
  expect(deeds[2]).toContain("say: Epoch 3: reducing the learning rate to 0.05.");
});

it("reduce_lr_on_plateau counts anew after a better epoch", async () => {
  const deeds = await train("reduce_lr_on_plateau(patience=2)", losses(3, 3, 2, 2, 2));
  expect(deeds.map((of) => of.join())).toEqual(["", "", "", "", "rate 0.0100", ""]);
});

it("model_checkpoint saves every epoch, with numbers in the name", async () => {
  const deeds = await train('model_checkpoint("out/{epoch:03d}-{val_loss:.2f}-{loss}")', losses(3, 2.5));
  expect(deeds).toEqual([["save out/001-3.00-1.5"], ["save out/002-2.50-1.25"], []]);
});

it("model_checkpoint saves what is best", async () => {
  const call =
    'model_checkpoint("best", save_best_only=true, save_weights_only=true, initial_value_threshold=2.5, verbose=1)';
  expect(await train(call, losses(3, 2, 2.2, 1))).toEqual([
    ["say: Epoch 1: val_loss did not get better than 2.50000"],
    ["say: Epoch 2: val_loss got better, from 2.50000 to 2.00000, saving to best", "save best (weights)"],
    ["say: Epoch 3: val_loss did not get better than 2.00000"],
    ["say: Epoch 4: val_loss got better, from 2.00000 to 1.00000, saving to best", "save best (weights)"],
    [],
  ]);
});

it("model_checkpoint stops where its path asks for a number that there is not", async () => {
  const deeds = await train('model_checkpoint("{val_acc:.2f}")', losses(3));
  expect(deeds[0]).toEqual([
    "stop: model_checkpoint's path asks for {val_acc}, but this run gives loss, val_loss",
  ]);
});

it.each([
  ['model_checkpoint("{epoch:>3}")', "the path holds {epoch:>3}, which names no number"],
  ['model_checkpoint("{}")', "the path holds {}, which names no number"],
  ['csv_logger("a.csv", separator=";;")', 'the separator is ";;"'],
])("%s is refused", (call, found) => {
  expect(tryCall("callbacks", call)).toMatchObject({ problems: [{ problem: "rule", found }] });
});

it("model_checkpoint after a number of batches is refused", () => {
  expect(tryCall("callbacks", 'model_checkpoint("a", save_freq=100)')).toHaveProperty("problems");
  expect(tryCall("callbacks", "model_checkpoint")).toHaveProperty("problems");
});

it("csv_logger writes names in order, with the columns of a validation to come, and NA for what is missing", async () => {
  const deeds = await train('csv_logger("log.csv")', [
    { loss: 1, accuracy: 0.5 },
    { loss: 0.25, val_loss: 9 },
  ]);
  expect(deeds).toEqual([
    ["log.csv after null: epoch,accuracy,loss,val_accuracy,val_loss | 0,0.5,1.0,NA,NA"],
    ["log.csv after 1: epoch,accuracy,loss,val_accuracy,val_loss | 1,NA,0.25,NA,9.0"],
    [],
  ]);
});

it("csv_logger quotes what holds its separator", async () => {
  const deeds = await train('csv_logger("log.csv", separator=";", append=true)', [{ 'a;"b"': 1, val_x: 2 }]);
  expect(deeds[0]).toEqual(['log.csv (keep) after null: epoch;"a;""b""";val_x | 0;1.0;2.0']);
});

it("terminate_on_nan ends training when the loss is not finite", async () => {
  const deeds = await train("terminate_on_nan", [{ loss: 1 }, { loss: Number.NaN }]);
  expect(deeds).toEqual([[], ["stop: the loss of epoch 2 is NaN (terminate_on_nan)"], []]);
});

it.each([
  ["early_stopping(patience=2, restore_best_weights=true)", losses(3, 2, 2, 2, 2)],
  ["reduce_lr_on_plateau(patience=1, cooldown=2)", losses(3, 3, 3, 3, 3, 3)],
  ['model_checkpoint("{epoch}", save_best_only=true)', losses(3, 2, 4, 1)],
  ['csv_logger("a.csv")', losses(3, 2, 1)],
])("%s goes on from its memory as if it had not been interrupted", async (call, logs) => {
  const whole: Deeds = [];
  const running = start(call);
  for (const [epoch, log] of logs.entries()) await running.onEpochEnd?.(epoch, log, actsOf(whole));
  for (let stop = 1; stop < logs.length; stop++) {
    const parts: Deeds = [];
    const [first, second] = [start(call), start(call)];
    for (let epoch = 0; epoch < stop; epoch++) await first.onEpochEnd?.(epoch, logs[epoch], actsOf(parts));
    Object.assign(second.memory, JSON.parse(JSON.stringify(first.memory)));
    for (let epoch = stop; epoch < logs.length; epoch++)
      await second.onEpochEnd?.(epoch, logs[epoch], actsOf(parts));
    expect(parts).toEqual(whole);
  }
});

it("what a callback watches can be asked for before training", () => {
  const monitorOf = (call: string) => {
    const { entry, values } = realizeWithoutFlow<Callback>("callbacks", callOf("callbacks", call), library);
    return entry.monitors(values);
  };
  expect(monitorOf("early_stopping(monitor=val_auc)")).toBe("val_auc");
  expect(monitorOf('model_checkpoint("a")')).toBeUndefined();
  expect(monitorOf('model_checkpoint("a", save_best_only=true)')).toBe("val_loss");
  expect(monitorOf('csv_logger("a")')).toBeUndefined();
});

it("the numbers in the name of a file can be asked for before training", () => {
  const call = callOf("callbacks", 'model_checkpoint("{epoch:03d}/{val_loss:.2f}-{loss}-{loss:.1f}")');
  const { entry, values } = realizeWithoutFlow<Callback>("callbacks", call, library);
  expect(entry.writes(values)).toEqual(["val_loss", "loss"]);
});
