/**
 * Completion from the language server. CodeMirror's own client asks for no documentation of an item that is looked at, so this one
 * does, and keeps the server's order.
 */
import {
  autocompletion,
  type Completion,
  type CompletionContext,
  type CompletionResult,
  snippet,
} from "@codemirror/autocomplete";
import { LSPPlugin } from "@codemirror/lsp-client";
import type { Extension, Text } from "@codemirror/state";
import type { CompletionItem, Range } from "vscode-languageserver-protocol";
import { html } from "../element.ts";

/** By the numbers that the protocol gives to kinds. */
const types: Readonly<Record<number, string>> = {
  3: "function",
  5: "property",
  6: "variable",
  7: "class",
  10: "property",
  14: "keyword",
  20: "enum",
  21: "constant",
  22: "type",
};

export function completion(): Extension {
  return autocompletion({ override: [complete], icons: true });
}

async function complete(context: CompletionContext): Promise<CompletionResult | null> {
  const plugin = context.view === undefined ? null : LSPPlugin.get(context.view);
  if (plugin === null || !(context.explicit || isTrigger(context, plugin))) return null;
  plugin.client.sync();
  const { doc } = context.state;
  const items = await plugin.client.request<object, readonly CompletionItem[] | null>(
    "textDocument/completion",
    {
      textDocument: { uri: plugin.uri },
      position: plugin.toPosition(context.pos),
      context: { triggerKind: 1 },
    },
  );
  const range = rangeOf(items?.[0]);
  if (items === null || range === undefined) return null;
  return {
    ...placed(range, plugin, doc),
    options: items.map((item) => optionOf(item, plugin)),
    validFor: /^\w*$/,
  };
}

function isTrigger({ state, pos }: CompletionContext, { client }: LSPPlugin): boolean {
  const before = state.sliceDoc(pos - 1, pos);
  const triggers = client.serverCapabilities?.completionProvider?.triggerCharacters ?? [];
  return /\w/.test(before) || triggers.includes(before);
}

/** All items take the place of the same word. */
function rangeOf(item: CompletionItem | undefined): Range | undefined {
  return item?.textEdit !== undefined && "range" in item.textEdit ? item.textEdit.range : undefined;
}

function placed({ start, end }: Range, plugin: LSPPlugin, doc: Text): { from: number; to: number } {
  return { from: plugin.fromPosition(start, doc), to: plugin.fromPosition(end, doc) };
}

function optionOf(item: CompletionItem, plugin: LSPPlugin): Completion {
  const { label, kind = 0, detail, sortText, insertTextFormat, textEdit } = item;
  const text = textEdit?.newText ?? label;
  return {
    label,
    ...(types[kind] === undefined ? {} : { type: types[kind] }),
    ...(detail === undefined ? {} : { detail }),
    ...(sortText === undefined ? {} : { sortText }),
    apply: insertTextFormat === 2 ? snippet(forCodeMirror(text)) : text,
    info: () => documentationOf(item, plugin),
  };
}

async function documentationOf(item: CompletionItem, plugin: LSPPlugin): Promise<Node | null> {
  const { documentation } = await plugin.client.request<object, CompletionItem>(
    "completionItem/resolve",
    item,
  );
  if (documentation === undefined) return null;
  const shown = html("div", { class: "cm-lsp-documentation" });
  shown.innerHTML = plugin.docToHTML(documentation, "plaintext");
  return shown;
}

/** CodeMirror wants braces around every number, and knows no choices: the first stands for them. */
function forCodeMirror(text: string): string {
  return text
    .replace(/\|([^,|}]*)[^|}]*\|\}/g, ":$1}")
    .replace(/\$(\d+)/g, (_, number: string) => `\${${number}}`);
}
