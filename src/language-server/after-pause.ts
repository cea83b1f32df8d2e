/** Does something once nothing more has been asked of it for a moment. */
export function afterPause(act: () => void): () => void {
  let waiting: ReturnType<typeof setTimeout> | undefined;
  return () => {
    clearTimeout(waiting);
    waiting = setTimeout(act, pause);
  };
}

const pause = 300;
