/**
 * A panel below the program with places to go to, indented as they lie in each other: letters choose among them, the arrows show
 * each at once, Enter stays there, Escape goes back to where the cursor was.
 */
import { type EditorState, type Extension, StateEffect, StateField } from "@codemirror/state";
import { EditorView, type Panel, showPanel } from "@codemirror/view";
import { html } from "../element.ts";

export interface Place {
  readonly label: string;
  readonly detail?: string;
  /** How many others it lies in. */
  readonly depth: number;
  readonly from: number;
  readonly to: number;
}

export interface PlaceList {
  readonly title: string;
  /** What is said where there is none. */
  readonly none: string;
  readonly places: readonly Place[];
}

const set = StateEffect.define<PlaceList | null>();

const shown = StateField.define<PlaceList | null>({
  create: () => null,
  update: (before, { effects, docChanged }) => {
    const changed = effects.find((effect) => effect.is(set));
    if (changed !== undefined) return changed.value;
    // The places of an older text are wrong.
    return docChanged ? null : before;
  },
  provide: (field) =>
    showPanel.from(field, (list) => (list === null ? null : (view) => createPanel(view, list))),
});

export function placePanel(): Extension {
  return shown;
}

export function showPlaces(view: EditorView, list: PlaceList): void {
  // A panel of the same kind would keep the letters of the last one.
  view.dispatch({ effects: set.of(null) });
  view.dispatch({ effects: set.of(list) });
}

function createPanel(view: EditorView, { title, none, places }: PlaceList): Panel {
  const before = view.state.selection;
  const input = html("input", {
    class: "cm-textfield",
    role: "combobox",
    "aria-label": title,
    "aria-expanded": "true",
    "aria-controls": "places",
    "aria-autocomplete": "list",
    placeholder: title,
    autocomplete: "off",
    spellcheck: "false",
  });
  const list = html("ul", { id: "places", role: "listbox", "aria-label": title });
  const close = html("button", { type: "button", name: "close", "aria-label": "Close" }, "×");
  const dom = html("div", { class: "cm-places" }, html("div", { class: "head" }, input, close), list);
  let offered = places;
  let active = -1;

  const leave = (back: boolean) => {
    view.dispatch({ effects: set.of(null), ...(back ? { selection: before, scrollIntoView: true } : {}) });
    view.focus();
  };
  /** Marks a row; its place is shown by whoever moved there. */
  const activate = (next: number) => {
    list.children[active]?.setAttribute("aria-selected", "false");
    active = next;
    const row = list.children[active];
    if (offered[active] === undefined || row === undefined)
      return input.removeAttribute("aria-activedescendant");
    row.setAttribute("aria-selected", "true");
    row.scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", row.id);
  };
  const visit = (next: number) => {
    activate(next);
    if (offered[active] !== undefined) go(view, offered[active]);
  };
  const offer = (letters: string, first: number) => {
    offered = places.filter(({ label }) => holds(label, letters));
    const rows = offered.map(rowOf);
    for (const [i, row] of rows.entries()) {
      row.addEventListener("click", () => {
        visit(i);
        leave(false);
      });
    }
    active = -1;
    list.replaceChildren(...(rows.length === 0 ? [html("li", { class: "none" }, none)] : rows));
    activate(Math.min(first, offered.length - 1));
  };

  input.addEventListener("input", () => {
    offer(input.value, 0);
    visit(active);
  });
  close.addEventListener("click", () => leave(false));
  dom.addEventListener("keydown", (event) => {
    const steps = new Map([
      ["ArrowDown", 1],
      ["ArrowUp", offered.length - 1],
    ]);
    const step = steps.get(event.key);
    if (step !== undefined && offered.length > 0) visit((active + step) % offered.length);
    else if (event.key === "Enter" && event.target === input) {
      visit(active);
      leave(false);
    } else if (event.key === "Escape") leave(true);
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  return {
    dom,
    mount: () => {
      input.focus();
      offer("", innermost(places, view.state));
    },
  };
}

function rowOf({ label, detail = "", depth }: Place, i: number): HTMLElement {
  return html(
    "li",
    { id: `place-${i}`, role: "option", "aria-selected": "false", style: `--depth: ${depth}` },
    html("span", { class: "label" }, label),
    html("span", { class: "detail" }, detail),
  );
}

/** The place that the cursor is in, or the last one before it. */
function innermost(places: readonly Place[], { selection }: EditorState): number {
  const { head } = selection.main;
  return Math.max(
    0,
    places.reduce((found, { from }, i) => (from <= head ? i : found), 0),
  );
}

/** Letters of a name in their order, as every editor reads them. */
function holds(text: string, letters: string): boolean {
  const wanted = letters.toLowerCase().replaceAll(" ", "");
  let next = 0;
  for (const letter of text.toLowerCase()) if (letter === wanted[next]) next += 1;
  return next >= wanted.length;
}

function go(view: EditorView, { from, to }: Place): void {
  view.dispatch({
    selection: { anchor: from, head: to },
    effects: EditorView.scrollIntoView(from, { y: "center" }),
  });
}
