/** The worker's end of the line to the page: each request of the page gets one answer, in order, and news may come before it. */
import type { Answered, FromWorker, Requests, ToWorker } from "./messages.ts";

type Answers<K extends keyof Requests> = {
  readonly [kind in K]: (
    request: Requests[kind]["request"],
    tell: (news: Requests[kind]["news"]) => void,
  ) => Answered<kind> | Promise<Answered<kind>>;
};

export function answerPage<K extends keyof Requests>(answers: Answers<K>): void {
  globalThis.addEventListener("message", async ({ data }: MessageEvent<ToWorker<K>>) => {
    const { id, kind, request } = data;
    const send = (message: FromWorker) => globalThis.postMessage(message);
    try {
      const tell = (news: Requests[K]["news"]) => send({ id, news });
      send({ id, answer: await answers[kind](request, tell) });
    } catch (error) {
      send({ id, failure: error instanceof Error ? error.message : String(error) });
    }
  });
}
