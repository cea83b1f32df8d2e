/** Lets the rest of the process live while kernels run one after another: signals, timers, the progress bar. */

/** Milliseconds of work between two breaths. */
const INTERVAL = 50;

/** Call between batches: now and then it waits for one turn of the event loop. */
export function createBreath(): () => Promise<void> {
  let last = performance.now();
  return async () => {
    if (performance.now() - last < INTERVAL) return;
    await new Promise<void>((resolve) => setTimeout(resolve, 0));
    last = performance.now();
  };
}
