/** The panel with the picture of the model. While the program has errors it keeps the last picture, faded, and says so. */
import { html } from "../element.ts";
import { drawGraph, markBoxAt } from "../graph/draw-graph.ts";
import type { Box, Drawing } from "../graph/drawing.ts";
import { createZoom } from "../graph/zoom.ts";
import { proseOf } from "../prose.ts";
import type { ModelView } from "../workers/messages.ts";

export interface GraphPanel {
  readonly show: (view: ModelView) => void;
  readonly mark: (offset: number) => void;
}

export function createGraphPanel(panel: HTMLElement, choose: (box: Box) => void): GraphPanel {
  const note = html("p", { class: "note" }, "Drawing …");
  const sheet = html("div", { class: "sheet" });
  panel.append(note, sheet);
  const zoom = createZoom(panel, sheet);
  let shown: { readonly drawing: Drawing; readonly graph: SVGSVGElement } | undefined;
  const draw = (drawing: Drawing | undefined) => {
    if (JSON.stringify(drawing) === JSON.stringify(shown?.drawing)) return;
    shown = drawing === undefined ? undefined : { drawing, graph: drawGraph(drawing, choose) };
    sheet.replaceChildren(...(shown === undefined ? [] : [shown.graph]));
    zoom.follow(shown?.graph, drawing?.width ?? 0, drawing?.height ?? 0);
  };
  return {
    show: (view) => {
      const { chosen } = view;
      panel.classList.toggle("stale", chosen === undefined);
      if (chosen !== undefined) draw(chosen.drawing);
      const why = whyNoGraph(view, shown !== undefined);
      note.hidden = why === undefined;
      note.replaceChildren(...proseOf(why ?? ""));
    },
    mark: (offset) => {
      // The places of an older picture are places in an older program.
      if (shown === undefined || panel.classList.contains("stale")) return;
      const come = markBoxAt(shown.graph, shown.drawing, offset);
      if (come !== undefined) bringIntoView(panel, come);
    },
  };
}

function whyNoGraph({ errors, models, chosen }: ModelView, kept: boolean): string | undefined {
  if (chosen?.drawing !== undefined) return undefined;
  if (chosen !== undefined)
    return `${chosen.name} would be a picture of ${chosen.boxes.toLocaleString("en-US")} boxes, too many to draw. \`nnc summary\` lists its layers.`;
  if (errors === 0 && models.length === 0)
    return "The program holds no model; `model Name { … }` declares one.";
  return kept
    ? "The program has errors; this is the model before them."
    : "The program has errors; correct them to see its model.";
}

/** Moves the panel alone: on a narrow screen the page itself must stay where somebody types. */
function bringIntoView(panel: HTMLElement, element: Element): void {
  const [around, { top, bottom }] = [panel.getBoundingClientRect(), element.getBoundingClientRect()];
  const room = 40;
  if (top < around.top + room) panel.scrollTop += top - around.top - room;
  else if (bottom > around.bottom - room) panel.scrollTop += bottom - around.bottom + room;
}
