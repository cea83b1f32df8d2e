/** A client of the language server in its worker: texts go there as they are typed, findings and answers come back. */
import { LSPClient, languageServerExtensions, type Transport } from "@codemirror/lsp-client";
import { diagnostics } from "./diagnostics.ts";
import { inlayHints } from "./inlay-hints.ts";

/** Milliseconds: a first answer waits for the worker to start. */
const timeout = 20_000;

export function connectLanguageServer(): LSPClient {
  const worker = new Worker(new URL("../workers/language-worker.ts", import.meta.url), { type: "module" });
  const client = new LSPClient({
    rootUri: "file:///",
    timeout,
    extensions: [...languageServerExtensions(), inlayHints(), diagnostics()],
  });
  return client.connect(transportTo(worker));
}

/** The client speaks in texts, the worker's connection in objects. */
function transportTo(worker: Worker): Transport {
  const handlers = new Map<(message: string) => void, (event: MessageEvent) => void>();
  return {
    send: (message) => worker.postMessage(JSON.parse(message)),
    subscribe: (handler) => {
      const listen = ({ data }: MessageEvent) => handler(JSON.stringify(data));
      handlers.set(handler, listen);
      worker.addEventListener("message", listen);
    },
    unsubscribe: (handler) => {
      const listen = handlers.get(handler);
      if (listen !== undefined) worker.removeEventListener("message", listen);
    },
  };
}
