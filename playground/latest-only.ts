/** Runs work one at a time: calls that come while it runs become one more run after it. */
export function latestOnly(work: () => Promise<void>, failed: (error: unknown) => void): () => void {
  let isRunning = false;
  let isWanted = false;
  return async () => {
    isWanted = true;
    if (isRunning) return;
    isRunning = true;
    while (isWanted) {
      isWanted = false;
      await work().catch(failed);
    }
    isRunning = false;
  };
}
