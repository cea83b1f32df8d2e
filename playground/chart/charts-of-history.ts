/** The charts of a run: one for the losses, one for each family of metrics that share a scale (those from 0 to 1 are one). */
import type { EpochLog } from "../../src/library/define-callback.ts";
import type { Chart, ChartLine } from "./chart.ts";

const validation = "val_";

export function chartsOfHistory(history: readonly EpochLog[], epochs: number): readonly Chart[] {
  const names = Object.keys(history[0] ?? {}).filter(
    (name) => !name.startsWith(validation) && name !== "learning_rate",
  );
  const losses = names.filter((name) => /(^|_)loss$/.test(name));
  const metrics = names.filter((name) => !losses.includes(name));
  const shares = metrics.filter((name) => liesBelowOne(history, name));
  const rest = metrics.filter((name) => !shares.includes(name));
  const groups = [losses, shares, ...rest.map((name) => [name])].filter((group) => group.length > 0);
  return groups.map((group) => ({
    title: group === losses ? "loss" : group.length === 1 ? group[0] : "metrics",
    epochs,
    lines: group.flatMap((name, colour) => linesOf(history, name, colour)),
  }));
}

function linesOf(history: readonly EpochLog[], name: string, colour: number): readonly ChartLine[] {
  const line = (key: string, dashed: boolean): ChartLine => ({
    name: key,
    values: history.map((log) => log[key]),
    colour,
    dashed,
  });
  const has = Object.hasOwn(history[0], validation + name);
  return [line(name, false), ...(has ? [line(validation + name, true)] : [])];
}

function liesBelowOne(history: readonly EpochLog[], name: string): boolean {
  // Rounding makes some a hair more than 1.
  return history.every((log) => log[name] >= 0 && log[name] < 1.0001);
}
