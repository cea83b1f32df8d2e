/**
 * Makes the picture of a model larger and smaller: by buttons, by `+`, `-` and `0`, by the wheel with Ctrl or two fingers; what is
 * under the pointer stays there. The mouse drags it. Until then it is as wide as the panel, as far as it can be read so.
 */
import { html } from "../element.ts";

const [least, most] = [0.1, 4];
const step = 1.25;

export interface Zoom {
  /** A new picture begins as it came. */
  readonly follow: (graph: SVGSVGElement | undefined, width: number, height: number) => void;
}

interface Picture {
  readonly graph: SVGSVGElement;
  readonly width: number;
  readonly height: number;
}

export function createZoom(panel: HTMLElement, sheet: HTMLElement): Zoom {
  let picture: Picture | undefined;
  const button = (text: string, title: string, act: () => void) => {
    const element = html(
      "button",
      { type: "button", class: "zoom-button", title, "aria-label": title },
      text,
    );
    element.addEventListener("click", act);
    return element;
  };
  const scale = () =>
    picture === undefined ? 1 : picture.graph.getBoundingClientRect().width / picture.width;
  /** The size of one pixel of the picture; the point of the window stays where it is. */
  const zoomTo = (wanted: number, { x, y } = middleOf(panel)) => {
    if (picture === undefined) return;
    const before = picture.graph.getBoundingClientRect();
    const size = Math.min(most, Math.max(least, wanted));
    const { style } = picture.graph;
    [style.width, style.minWidth, style.maxWidth] = [`${picture.width * size}px`, "0", "none"];
    const after = picture.graph.getBoundingClientRect();
    panel.scrollLeft += after.left + ((x - before.left) / before.width) * after.width - x;
    panel.scrollTop += after.top + ((y - before.top) / before.height) * after.height - y;
  };
  const whole = () => {
    if (picture === undefined) return;
    const [width, height] = [panel.clientWidth - 16, panel.clientHeight - 16];
    zoomTo(Math.min(1, width / picture.width, height / picture.height));
  };
  const bar = html(
    "div",
    { class: "zoom", role: "group", "aria-label": "Size of the picture", hidden: "" },
    button("−", "Smaller (-)", () => zoomTo(scale() / step)),
    button("+", "Larger (+)", () => zoomTo(scale() * step)),
    button("Whole", "The whole model (0)", whole),
  );
  panel.prepend(bar);

  panel.addEventListener(
    "wheel",
    (event) => {
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      zoomTo(scale() * Math.exp(-event.deltaY / 300), { x: event.clientX, y: event.clientY });
    },
    { passive: false },
  );
  panel.addEventListener("keydown", ({ key, ctrlKey, metaKey, altKey }) => {
    if (ctrlKey || metaKey || altKey) return;
    if (key === "+" || key === "=") zoomTo(scale() * step);
    else if (key === "-") zoomTo(scale() / step);
    else if (key === "0") whole();
  });
  dragging(panel, sheet);
  return {
    follow: (graph, width, height) => {
      picture = graph === undefined ? undefined : { graph, width, height };
      bar.hidden = graph === undefined;
    },
  };
}

function middleOf(panel: HTMLElement): { x: number; y: number } {
  const { left, top, width, height } = panel.getBoundingClientRect();
  return { x: left + width / 2, y: top + height / 2 };
}

/** Fingers move what scrolls by themselves. */
function dragging(panel: HTMLElement, sheet: HTMLElement): void {
  sheet.addEventListener("pointerdown", (event) => {
    if (event.pointerType !== "mouse" || event.button !== 0) return;
    if ((event.target as Element).closest(".box") !== null) return;
    event.preventDefault();
    sheet.setPointerCapture(event.pointerId);
  });
  sheet.addEventListener("pointermove", (event) => {
    if (!sheet.hasPointerCapture(event.pointerId)) return;
    panel.scrollLeft -= event.movementX;
    panel.scrollTop -= event.movementY;
  });
}
