/** Ctrl-C as an abort signal: the batch at work is finished and saved. A second one ends at once; files stay whole. */
import type { Terminal } from "../terminal.ts";

/** `beforeExit` is called before an end at once: it leaves the terminal as it was. */
export function interruptSignal(
  terminal: Terminal,
  beforeExit: () => void,
): {
  readonly signal: AbortSignal;
  readonly stopListening: () => void;
} {
  const controller = new AbortController();
  const stopListening = terminal.onInterrupt(() => {
    if (controller.signal.aborted) {
      beforeExit();
      process.exit(130);
    }
    terminal.err("\nfinishing this batch, then saving (once more to stop at once)\n");
    controller.abort();
  });
  return { signal: controller.signal, stopListening };
}
