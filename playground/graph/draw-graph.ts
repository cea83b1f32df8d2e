/** The picture of a model as SVG: the boxes can be clicked, and the one at the cursor stands out. */
import { svg } from "../element.ts";
import type { Box, Drawing, Frame, Point, Way } from "./drawing.ts";

export function drawGraph(drawing: Drawing, choose: (box: Box) => void): SVGSVGElement {
  const { width, height, frames, ways, boxes } = drawing;
  return svg(
    "svg",
    {
      class: "graph",
      viewBox: `0 0 ${width} ${height}`,
      width,
      height,
      style: `--width: ${width}px`,
      role: "group",
      "aria-label": "The model as a graph",
    },
    svg(
      "defs",
      {},
      svg(
        "marker",
        {
          id: "arrow",
          viewBox: "0 0 8 8",
          refX: 7,
          refY: 4,
          markerWidth: 7,
          markerHeight: 7,
          orient: "auto",
        },
        svg("path", { d: "M0 0.8 7 4 0 7.2z", class: "arrow" }),
      ),
    ),
    ...frames.map(drawFrame),
    ...ways.map((way) => svg("path", { class: "way", d: curve(way.points), "marker-end": "url(#arrow)" })),
    ...ways.map(drawLabel),
    ...boxes.map((box) => drawBox(box, choose)),
  );
}

/** Marks the innermost boxes whose place in the program holds the offset, and gives one that was not marked before. */
export function markBoxAt(graph: SVGSVGElement, { boxes }: Drawing, offset: number): Element | undefined {
  let come: Element | undefined;
  const here = boxes.filter(({ start, end }) => start <= offset && offset <= end);
  const least = Math.min(...here.map(({ start, end }) => end - start));
  for (const [i, element] of graph.querySelectorAll(".box").entries()) {
    const { start, end } = boxes[i];
    const isHere = here.includes(boxes[i]) && end - start === least;
    if (isHere && !element.classList.contains("here")) come ??= element;
    element.classList.toggle("here", isHere);
  }
  return come;
}

function drawFrame({ x, y, width, height, label }: Frame): SVGElement {
  const [left, top] = [x - width / 2, y - height / 2];
  return svg(
    "g",
    { class: "frame" },
    svg("rect", { x: left, y: top, width, height, rx: 10 }),
    svg("text", { x: left + 10, y: top + 14 }, label),
  );
}

function drawBox(box: Box, choose: (box: Box) => void): SVGElement {
  const { x, y, width, height, kind, title, detail, parameters } = box;
  const [left, top] = [x - width / 2, y - height / 2];
  const about = [title, detail, parameters === undefined ? "" : `${parameters} parameters`].filter(Boolean);
  const group = svg(
    "g",
    {
      class: `box ${kind}${parameters === undefined ? "" : " weighty"}`,
      tabindex: 0,
      role: "button",
      "aria-label": about.join(", "),
    },
    svg("title", {}, about.join("\n")),
    svg("rect", { x: left, y: top, width, height, rx: 7 }),
    svg("text", { class: "title", x: left + 13, y: top + 20.5 }, title),
  );
  if (detail !== "") group.append(svg("text", { class: "detail", x: left + 13, y: top + 37.5 }, detail));
  if (parameters !== undefined)
    group.append(
      svg(
        "text",
        { class: "parameters", x: left + width - 13, y: top + 20.5, "text-anchor": "end" },
        parameters,
      ),
    );
  group.addEventListener("click", () => choose(box));
  group.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    choose(box);
  });
  return group;
}

function drawLabel({ at: { x, y }, label }: Way): SVGElement {
  const width = label.length * 6.7 + 8;
  return svg(
    "g",
    { class: "shape" },
    svg("rect", { x: x - width / 2, y: y - 8, width, height: 16, rx: 8 }),
    svg("text", { x, y: y + 3.8, "text-anchor": "middle" }, label),
  );
}

/** A smooth way through its points, which begins and ends straight. */
function curve(points: readonly Point[]): string {
  const [first, ...rest] = points;
  const last = rest.at(-1) ?? first;
  const bends = rest.slice(0, -1).map((point, i) => {
    const next = rest[i + 1];
    return i === rest.length - 2
      ? `Q${at(point)} ${at(last)}`
      : `Q${at(point)} ${at({ x: (point.x + next.x) / 2, y: (point.y + next.y) / 2 })}`;
  });
  return `M${at(first)}${bends.length === 0 ? `L${at(last)}` : bends.join("")}`;
}

function at({ x, y }: Point): string {
  return `${x} ${y}`;
}
