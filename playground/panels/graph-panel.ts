/** The panel with the picture of the model. While the program has errors it keeps the last picture, faded, and says so. */
import { html } from "../element.ts";
import { drawGraph, markBoxAt } from "../graph/draw-graph.ts";
import type { Box, Drawing } from "../graph/drawing.ts";
import type { ModelView } from "../workers/messages.ts";

export interface GraphPanel {
  readonly show: (view: ModelView) => void;
  readonly mark: (offset: number) => void;
}

export function createGraphPanel(panel: HTMLElement, choose: (box: Box) => void): GraphPanel {
  const note = html("p", { class: "note", hidden: "" });
  const sheet = html("div", { class: "sheet" });
  panel.append(note, sheet);
  let shown: { readonly drawing: Drawing; readonly graph: SVGSVGElement } | undefined;
  return {
    show: ({ chosen, errors, models }) => {
      panel.classList.toggle("stale", chosen === undefined);
      note.hidden = chosen !== undefined;
      note.textContent = whyNoGraph(errors, models.length, shown !== undefined);
      if (chosen === undefined) return;
      const { drawing } = chosen;
      if (JSON.stringify(drawing) === JSON.stringify(shown?.drawing)) return;
      shown = { drawing, graph: drawGraph(drawing, choose) };
      sheet.replaceChildren(shown.graph);
    },
    mark: (offset) => {
      if (shown !== undefined) markBoxAt(shown.graph, shown.drawing, offset);
    },
  };
}

function whyNoGraph(errors: number, models: number, kept: boolean): string {
  if (errors === 0 && models === 0) return "The program holds no model; `model Name { … }` declares one.";
  return kept
    ? "The program has errors; this is the model before them."
    : "The program has errors; correct them to see its model.";
}
