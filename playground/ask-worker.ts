/** The page's end of the line to a worker: a request, news while it is worked on, and one answer or the message of a failure. */
import type { Answered, FromWorker, Requests } from "./workers/messages.ts";

export type Ask<K extends keyof Requests> = <kind extends K>(
  kind: kind,
  request: Requests[kind]["request"],
  watch?: (news: Requests[kind]["news"]) => void,
) => Promise<Answered<kind>>;

interface Waiting {
  readonly watch?: (news: never) => void;
  readonly resolve: (answer: never) => void;
  readonly reject: (error: Error) => void;
}

export function askWorker<K extends keyof Requests>(worker: Worker): Ask<K> {
  const waiting = new Map<number, Waiting>();
  let last = 0;
  worker.addEventListener("message", ({ data }: MessageEvent<FromWorker>) => {
    const asked = waiting.get(data.id);
    if (asked === undefined) return;
    if ("news" in data) return asked.watch?.(data.news as never);
    waiting.delete(data.id);
    if ("answer" in data) asked.resolve(data.answer as never);
    else asked.reject(new Error(data.failure));
  });
  worker.addEventListener("error", ({ message }) => {
    for (const { reject } of waiting.values()) reject(new Error(message ?? "the worker did not start"));
    waiting.clear();
  });
  return (kind, request, watch) =>
    new Promise((resolve, reject) => {
      last += 1;
      waiting.set(last, { watch, resolve, reject });
      worker.postMessage({ id: last, kind, request });
    });
}
