/** The worker that trains, started when it is first wanted. One that is deep in a long step when it should stop is ended, and the next run starts another. */
import { type Ask, askWorker } from "./ask-worker.ts";
import type { TrainingEnd, TrainingNews, TrainingRequest } from "./workers/messages.ts";

export interface Trainer {
  readonly train: (request: TrainingRequest, watch: (news: TrainingNews) => void) => Promise<TrainingEnd>;
  readonly stop: () => void;
}

/** Milliseconds that a run has to stop by itself, which it does between two batches. */
const patience = 2_000;

export function createTrainer(): Trainer {
  let running: { readonly ask: Ask<"train" | "stop">; readonly end: () => void } | undefined;
  let giveUp = () => {};

  const start = () => {
    const worker = new Worker(new URL("./workers/training-worker.ts", import.meta.url), { type: "module" });
    const end = () => {
      worker.terminate();
      running = undefined;
    };
    return { ask: askWorker<"train" | "stop">(worker), end };
  };

  return {
    train: async (request, watch) => {
      running ??= start();
      const { ask, end } = running;
      const abandoned = new Promise<TrainingEnd>((resolve) => {
        giveUp = () => {
          end();
          resolve({ outcome: "interrupted", goesOn: false });
        };
      });
      const finished = ask("train", request, watch).catch((error: Error): TrainingEnd => {
        // What is left of an engine that failed is no ground to train on.
        end();
        return { outcome: "problem", problem: sayFailure(error) };
      });
      const result = await Promise.race([finished, abandoned]);
      giveUp = () => {};
      return result;
    },
    stop: () => {
      const stopped = giveUp;
      void running?.ask("stop", null);
      setTimeout(() => stopped === giveUp && stopped(), patience);
    },
  };
}

function sayFailure({ message }: Error): string {
  return /memory|allocation|Aborted|unreachable|Array buffer|Invalid (typed )?array length/i.test(message)
    ? "The page ran out of memory. Make the model or the batch smaller, or train with `nnc train` on your machine."
    : `This is our fault, not yours: ${message}. Please report it with the program.`;
}
