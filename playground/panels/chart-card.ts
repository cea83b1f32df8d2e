/** A chart with its legend, which has the numbers of the epoch under the pointer, else of the last. */
import { showNumber } from "../../src/cli/running/show-log.ts";
import type { Chart } from "../chart/chart.ts";
import { drawChart } from "../chart/draw-chart.ts";
import { html } from "../element.ts";

export function chartCard(chart: Chart): HTMLElement {
  const numbers = chart.lines.map(({ name, colour, dashed }) => ({
    label: html("span", { class: `legend colour-${colour % 6}${dashed ? " dashed" : ""}` }, name),
    value: html("b"),
  }));
  const show = (epoch: number | undefined) => {
    for (const [i, { value }] of numbers.entries()) {
      const { values } = chart.lines[i];
      value.textContent = showNumber(values[(epoch ?? values.length) - 1]);
    }
  };
  show(undefined);
  const legend = numbers.map(({ label, value }) => html("span", { class: "entry" }, label, value));
  return html(
    "figure",
    {},
    html("figcaption", {}, html("span", { class: "name" }, chart.title), ...legend),
    drawChart(chart, show),
  );
}
