/** Which models and blocks use the block at the cursor, and which blocks it uses, each with those behind it. */
import type { LSPPlugin } from "@codemirror/lsp-client";
import type { Extension, Text } from "@codemirror/state";
import { type EditorView, keymap } from "@codemirror/view";
import type {
  CallHierarchyIncomingCall,
  CallHierarchyItem,
  CallHierarchyOutgoingCall,
  Range,
} from "vscode-languageserver-protocol";
import { type Place, showPlaces } from "./place-panel.ts";
import { withServer } from "./with-server.ts";

/** Blocks that use each other are a mistake, and would go on for ever. */
const deepest = 8;

type Ask = <Answer>(method: string, params: object) => Promise<Answer | null>;

interface Asking {
  readonly ask: Ask;
  readonly placeOf: (label: string, depth: number, range: Range) => Place;
}

export function callHierarchy(): Extension {
  return keymap.of([{ key: "Shift-Alt-h", run: withServer(open), preventDefault: true }]);
}

async function open(view: EditorView, plugin: LSPPlugin): Promise<void> {
  const { doc, selection } = view.state;
  const ask: Ask = (method, params) => plugin.client.request(method, params);
  const items = await ask<readonly CallHierarchyItem[]>("textDocument/prepareCallHierarchy", {
    textDocument: { uri: plugin.uri },
    position: plugin.toPosition(selection.main.head),
  });
  const asking = { ask, placeOf: placing(plugin, doc) };
  const places = await Promise.all((items ?? []).map((item) => placesOf(item, asking)));
  if (view.state.doc !== doc) return;
  showPlaces(view, {
    title: "Uses of the block, and what it uses",
    none: "At the cursor is no block or model.",
    places: places.flat(),
  });
}

function placing(plugin: LSPPlugin, doc: Text): Asking["placeOf"] {
  return (label, depth, { start, end }) => ({
    label,
    detail: `line ${start.line + 1}`,
    depth,
    from: plugin.fromPosition(start, doc),
    to: plugin.fromPosition(end, doc),
  });
}

async function placesOf(item: CallHierarchyItem, asking: Asking): Promise<readonly Place[]> {
  const [users, used] = await Promise.all([
    behind(item, incoming, 1, asking),
    behind(item, outgoing, 1, asking),
  ]);
  return [asking.placeOf(item.name, 0, item.selectionRange), ...users, ...used];
}

/** One way to follow calls. */
interface Direction<Call> {
  readonly method: string;
  readonly arrow: string;
  readonly other: (call: Call) => CallHierarchyItem;
}

const incoming: Direction<CallHierarchyIncomingCall> = {
  method: "callHierarchy/incomingCalls",
  arrow: "←",
  other: ({ from }) => from,
};

const outgoing: Direction<CallHierarchyOutgoingCall> = {
  method: "callHierarchy/outgoingCalls",
  arrow: "→",
  other: ({ to }) => to,
};

async function behind<Call extends { readonly fromRanges: Range[] }>(
  item: CallHierarchyItem,
  direction: Direction<Call>,
  depth: number,
  asking: Asking,
): Promise<readonly Place[]> {
  if (depth > deepest) return [];
  const { method, arrow, other } = direction;
  const calls = await asking.ask<readonly Call[]>(method, { item });
  const found = await Promise.all(
    (calls ?? []).map(async (call) => [
      ...call.fromRanges.map((range) => asking.placeOf(`${arrow} ${other(call).name}`, depth, range)),
      ...(await behind(other(call), direction, depth + 1, asking)),
    ]),
  );
  return found.flat();
}
