/** A client of the language server in its worker: texts go there as they are typed, findings and answers come back. */
import {
  findReferencesKeymap,
  formatKeymap,
  hoverTooltips,
  jumpToDefinitionKeymap,
  LSPClient,
  renameKeymap,
  signatureHelp,
  type Transport,
} from "@codemirror/lsp-client";
import { keymap } from "@codemirror/view";
import { callHierarchy } from "./call-hierarchy.ts";
import { codeActions } from "./code-actions.ts";
import { codeLenses } from "./code-lenses.ts";
import { completion } from "./completion.ts";
import { diagnostics } from "./diagnostics.ts";
import { expandSelection } from "./expand-selection.ts";
import { fileLinks } from "./file-links.ts";
import { folding } from "./folding.ts";
import { formatOnType } from "./format-on-type.ts";
import { formatSelection } from "./format-selection.ts";
import { inlayHints } from "./inlay-hints.ts";
import { nameHighlights } from "./name-highlights.ts";
import { outline } from "./outline.ts";
import { placePanel } from "./place-panel.ts";
import { semanticColours } from "./semantic-colours.ts";

/** Milliseconds: a first answer waits for the worker to start. */
const timeout = 20_000;

export function connectLanguageServer(train: (model: string) => void): LSPClient {
  const worker = new Worker(new URL("../workers/language-worker.ts", import.meta.url), { type: "module" });
  const client = new LSPClient({
    rootUri: "file:///",
    timeout,
    extensions: [
      keymap.of([...formatKeymap, ...renameKeymap, ...jumpToDefinitionKeymap, ...findReferencesKeymap]),
      expandSelection(),
      codeActions(),
      completion(),
      signatureHelp(),
      hoverTooltips(),
      diagnostics(),
      inlayHints(),
      codeLenses(train),
      semanticColours(),
      nameHighlights(),
      fileLinks(),
      folding(),
      formatOnType(),
      formatSelection(),
      placePanel(),
      outline(),
      callHierarchy(),
    ],
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
