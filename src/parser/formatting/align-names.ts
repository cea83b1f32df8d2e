/** The `=` of neighbouring names stand under each other. */
import { countWhile } from "../count-while.ts";
import type { Setting, Statement } from "../tree.ts";
import type { TokenStream } from "./token-stream.ts";

/** What stands in a list of lines: a statement of a body, or a setting. */
export type Item = Statement | Setting;

/** How far the lengths of names may differ whose `=` are aligned. */
const alignedWithin = 8;
/** After so many lines a new alignment begins. */
const longestRun = 50;

/** For each item, how many spaces bring its `=` under those of its neighbours. */
export function paddings(stream: TokenStream, items: readonly Item[]): number[] {
  const result = items.map(() => 0);
  let run: number[] = [];
  const align = () => {
    const widest = Math.max(0, ...run.map((i) => nameWidth(items[i]!)));
    for (const i of run) result[i] = widest - nameWidth(items[i]!);
    run = [];
  };
  items.forEach((item, i) => {
    const isNear = run.length > 0 && run.length < longestRun && touch(stream, items[i - 1]!, item);
    const widths = [...run.map((j) => nameWidth(items[j]!)), nameWidth(item)];
    if (!isNear || Math.max(...widths) - Math.min(...widths) > alignedWithin) align();
    if (nameWidth(item) > 0) run.push(i);
    else align();
  });
  align();
  return result;
}

/** The width of what stands at the left of `=`; 0 where there is no `=` to align. */
function nameWidth(item: Item): number {
  if (item.kind !== "Flow" || item.names.length === 0) return 0;
  const names = item.names.map(({ text }) => text).join(", ").length;
  return item.names.length === 1 ? names : names + 2;
}

/** Whether two items will stand on neighbouring lines, with nothing between them. */
function touch({ text, comments }: TokenStream, previous: Item, item: Item): boolean {
  const between = text.slice(previous.end, item.start);
  const spaced = between.slice(between.lastIndexOf(";") + 1).split("\n").length > 2;
  return !spaced && !hasComment(comments, previous.start, item.start);
}

function hasComment(comments: TokenStream["comments"], start: number, end: number): boolean {
  const next = comments[countWhile(comments, (comment) => comment.start < start)];
  return next !== undefined && next.start < end;
}
