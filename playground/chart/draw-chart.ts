/** A chart as SVG: axes with round numbers, a line for each series that grows with the epochs, and the numbers under the pointer. */
import { showNumber } from "../../src/cli/running/show-log.ts";
import { svg } from "../element.ts";
import type { Chart, ChartLine } from "./chart.ts";
import { thinOut } from "./thin-out.ts";
import { ticks } from "./ticks.ts";

const size = { width: 560, height: 232 };
/** Of its widths; finer is not seen. */
const finest = 0.5;
const inner = { left: 46, right: 14, top: 14, bottom: 26 };

interface Scales {
  readonly x: (epoch: number) => number;
  readonly y: (value: number) => number;
  readonly marks: readonly number[];
}

export function drawChart(chart: Chart, point: (epoch: number | undefined) => void): SVGSVGElement {
  const scales = scalesOf(chart);
  const pointer = svg("line", {
    class: "pointer",
    y1: inner.top,
    y2: size.height - inner.bottom,
    visibility: "hidden",
  });
  const picture = svg(
    "svg",
    {
      class: "chart",
      viewBox: `0 0 ${size.width} ${size.height}`,
      role: "img",
      "aria-label": `${chart.title} over the epochs`,
    },
    ...scales.marks.flatMap((mark) => drawMark(mark, scales)),
    ...epochMarks(chart.epochs).map((epoch) =>
      svg(
        "text",
        { class: "tick", x: scales.x(epoch), y: size.height - 8, "text-anchor": "middle" },
        String(epoch),
      ),
    ),
    svg("text", { class: "tick", x: inner.left - 14, y: size.height - 8, "text-anchor": "end" }, "epoch"),
    pointer,
    ...chart.lines.map((line) => drawLine(line, scales)),
  );
  followPointer(picture, pointer, chart, scales, point);
  return picture;
}

function scalesOf({ epochs, lines }: Chart): Scales {
  const values = lines.flatMap((line) => line.values).filter(Number.isFinite);
  // They may be more than a function takes arguments.
  const low = values.reduce((least, value) => Math.min(least, value), Number.POSITIVE_INFINITY);
  const high = values.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY);
  // A loss starts from zero where that costs little of the picture.
  const marks = ticks(low > 0 && low < 0.6 * high ? 0 : low, high, 5);
  const [bottom, top] = [marks[0], marks.at(-1) ?? 1];
  const [width, height] = [size.width - inner.left - inner.right, size.height - inner.top - inner.bottom];
  return {
    marks,
    x: (epoch) => inner.left + (epochs === 1 ? 0.5 : (epoch - 1) / (epochs - 1)) * width,
    y: (value) => inner.top + (1 - (value - bottom) / (top - bottom)) * height,
  };
}

function epochMarks(epochs: number): readonly number[] {
  const inside = ticks(1, epochs, 6).filter(
    (epoch) => Number.isInteger(epoch) && epoch > 1 && epoch < epochs,
  );
  const apart = inside.filter((epoch) => epochs - epoch > epochs / 14);
  return epochs === 1 ? [1] : [1, ...apart, epochs];
}

function drawMark(mark: number, { y }: Scales): readonly SVGElement[] {
  const at = y(mark);
  return [
    svg("line", { class: "grid", x1: inner.left, x2: size.width - inner.right, y1: at, y2: at }),
    svg("text", { class: "tick", x: inner.left - 8, y: at + 3.5, "text-anchor": "end" }, showNumber(mark)),
  ];
}

function drawLine({ values, colour, dashed }: ChartLine, { x, y }: Scales): SVGElement {
  const points = values.flatMap((value, i) =>
    Number.isFinite(value) ? [[x(i + 1), y(value)] as const] : [],
  );
  const classes = `line colour-${colour % 6}${dashed ? " dashed" : ""}`;
  const [end] = points.slice(-1);
  if (end === undefined) return svg("g");
  return svg(
    "g",
    { class: classes },
    svg("polyline", {
      points: thinOut(points, finest)
        .map(([a, b]) => `${a.toFixed(1)},${b.toFixed(1)}`)
        .join(" "),
    }),
    svg("circle", { cx: end[0].toFixed(1), cy: end[1].toFixed(1), r: 3 }),
  );
}

function followPointer(
  picture: SVGSVGElement,
  pointer: SVGLineElement,
  { epochs, lines }: Chart,
  { x }: Scales,
  point: (epoch: number | undefined) => void,
): void {
  const last = Math.max(1, ...lines.map(({ values }) => values.length));
  picture.addEventListener("pointermove", ({ clientX }) => {
    const { left, width } = picture.getBoundingClientRect();
    const at = ((clientX - left) / width) * size.width;
    const share = (at - inner.left) / (size.width - inner.left - inner.right);
    const epoch = Math.min(last, Math.max(1, Math.round(1 + share * (epochs - 1))));
    pointer.setAttribute("x1", String(x(epoch)));
    pointer.setAttribute("x2", String(x(epoch)));
    pointer.setAttribute("visibility", "visible");
    point(epoch);
  });
  picture.addEventListener("pointerleave", () => {
    pointer.setAttribute("visibility", "hidden");
    point(undefined);
  });
}
