/** Callbacks against Keras's over the same numbers: when they stop, keep and restore weights, change the rate, write lines. */
import { expect, it } from "vitest";
import type { Callback, EpochLog, TrainingActs } from "../../src/library/define-callback.ts";
import { library } from "../../src/library/index.ts";
import { realizeWithoutFlow } from "../../src/library/realize-without-flow.ts";
import { callOf } from "../library/read-call.ts";
import { expectClose } from "./expect-close.ts";
import { goldenFiles } from "./golden-files.ts";

interface Golden {
  readonly cases: readonly {
    readonly call: string;
    readonly logs: readonly EpochLog[];
    readonly epochs?: readonly { readonly stops: boolean; readonly kept: number; readonly rate: number }[];
    readonly restores?: boolean;
    readonly lines?: readonly string[];
    readonly saved?: readonly (string | null)[];
    readonly weights?: boolean;
  }[];
}

const files = goldenFiles<Golden>("callbacks");

it("every callback whose deeds are numbers has golden ones", () => {
  // The other one ends a run that has no numbers left.
  const names = library.callbacks.entries.map(({ name }) => name);
  expect(files.map(({ name }) => name)).toEqual(names.filter((name) => name !== "terminate_on_nan").sort());
});

for (const { cases } of files) {
  for (const [i, { call, logs, epochs = [], restores = false, lines, saved, weights }] of cases.entries()) {
    it(`${call}, logs ${i + 1}`, async () => {
      const found = await run(call, logs);
      if (saved !== undefined)
        return expect(found.saved).toEqual(saved.map((path) => path && { path, weightsOnly: weights }));
      if (lines !== undefined) return expect(found.lines).toEqual(lines);
      expect(found.epochs.map(({ stops }) => stops)).toEqual(epochs.map(({ stops }) => stops));
      expectClose(
        found.epochs.map(({ rate }) => rate),
        epochs.map(({ rate }) => rate),
        "rate",
      );
      expect(found.restores).toBe(restores);
      // Keras takes the first weights twice where the first epoch is the best so far.
      const changes = (kept: readonly number[]) => kept.map((count, at) => count > (kept[at - 1] ?? 0));
      expect(changes(found.epochs.map(({ kept }) => kept))).toEqual(changes(epochs.map(({ kept }) => kept)));
    });
  }
}

async function run(call: string, logs: readonly EpochLog[]) {
  const { entry, values } = realizeWithoutFlow<Callback>("callbacks", callOf("callbacks", call), library);
  const running = entry.start(values);
  const state = { stops: false, kept: 0, rate: Math.fround(0.1), restores: false };
  const lines: string[] = [];
  const saved: ({ path: string; weightsOnly: boolean } | null)[] = [];
  const acts: TrainingActs = {
    stop: () => {
      state.stops = true;
    },
    learningRate: () => state.rate,
    setLearningRate: (rate) => {
      state.rate = Math.fround(rate);
    },
    keepWeights: () => {
      state.kept += 1;
    },
    restoreWeights: () => {
      state.restores = true;
    },
    saveModel: async (path, { weightsOnly }) => {
      saved[saved.length - 1] = { path, weightsOnly };
    },
    appendLine: async (_path, line, { header, after }) =>
      after === null ? lines.push(header, line) : lines.push(line),
    say: () => {},
    better: () => "lower",
  };
  const epochs: { stops: boolean; kept: number; rate: number }[] = [];
  for (const [epoch, log] of logs.entries()) {
    saved.push(null);
    await running.onEpochEnd?.(epoch, log, acts);
    epochs.push({ ...state });
    if (state.stops) break;
  }
  await running.onTrainEnd?.(acts);
  return { epochs, lines, saved, restores: state.restores };
}
