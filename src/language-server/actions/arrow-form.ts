/** Layers on lines of their own ↔ the same layers in one flow, with arrows. */
import type { Edit } from "../../diagnostics/diagnostic.ts";
import type { Flow, Statement } from "../../parser/tree.ts";
import type { Snapshot } from "../snapshot.ts";
import { type Change, edit, type FindChange, type Stretch } from "./change.ts";
import { beginsLine, homeOf, indentAt, layersOf, startsFromValue, touched } from "./flows.ts";
import { keepsModels } from "./proved.ts";
import { tidied } from "./tidied.ts";

export const toArrows: FindChange = (snapshot, selected) => {
  const home = homeOf(snapshot, selected);
  if (home === undefined) return undefined;
  const flows = run(home.body.statements, selected, snapshot);
  const [first, last] = [flows[0], flows.at(-1)];
  if (first === undefined || last === undefined || first === last) return undefined;
  const edits = flows.slice(1).flatMap((flow, i) => joined(flows[i], flow, snapshot));
  const names = snapshot.source.text.slice(last.start, last.source.start);
  if (names !== "")
    edits.push(
      edit(snapshot, first.start, first.start, names),
      edit(snapshot, last.start, last.source.start, ""),
    );
  return offered(snapshot, `Write these ${flows.length} statements as one flow`, [edits]);
};

export const toLines: FindChange = (snapshot, selected) => {
  const home = homeOf(snapshot, selected);
  const [flow] = home === undefined ? [] : touched(home.body, selected);
  if (flow?.kind !== "Flow") return undefined;
  const layers = layersOf(flow, snapshot);
  const last = layers.at(-1);
  if (layers.length < 2 || last === undefined) return undefined;
  const { text } = snapshot.source;
  const edits = layers.slice(1).flatMap((layer, i) => parted(layers[i], layer, flow, snapshot));
  const names = text.slice(flow.start, flow.source.start);
  if (names !== "")
    edits.push(
      edit(snapshot, flow.start, flow.source.start, ""),
      edit(snapshot, last.start, last.start, names),
    );
  const goesOn = startsFromValue(flow, snapshot)
    ? [[...edits, edit(snapshot, flow.source.start, layers[0].start, "")]]
    : [];
  return offered(snapshot, "Write each layer on its own line", [...goesOn, edits]);
};

/** The first of several ways that keeps the models. */
function offered(snapshot: Snapshot, title: string, ways: readonly (readonly Edit[])[]): Change | undefined {
  const edits = ways.find((way) => keepsModels(snapshot, way));
  return edits === undefined
    ? undefined
    : { title, kind: "refactor.rewrite", edits: tidied(snapshot, edits) };
}

/** The flows around the selection that go on from each other. Only the last may give its value a name. */
function run(statements: readonly Statement[], selected: Stretch, snapshot: Snapshot): readonly Flow[] {
  const goesOn = (i: number) => {
    const [before, flow] = [statements[i - 1], statements[i]];
    if (before?.kind !== "Flow" || flow?.kind !== "Flow") return false;
    return before.names.length === 0 && !startsFromValue(flow, snapshot);
  };
  let start = statements.findIndex(({ end }) => selected.start <= end);
  let end = start;
  if (selected.end > selected.start) {
    while (goesOn(end + 1) && statements[end + 1].start < selected.end) end += 1;
  } else {
    while (goesOn(start)) start -= 1;
    while (goesOn(end + 1)) end += 1;
  }
  return statements.slice(Math.max(start, 0), end + 1).filter((one): one is Flow => one.kind === "Flow");
}

/** A comment between two statements keeps its place, and the arrow comes behind it. */
function joined(before: Stretch, after: Stretch, snapshot: Snapshot): Edit[] {
  if (!hasComment(before, after, snapshot)) return [edit(snapshot, before.end, after.start, " -> ")];
  const arrow = edit(snapshot, after.start, after.start, "-> ");
  return [...without([";"], before, after, snapshot), arrow];
}

/** A comment between two steps keeps its place too; where it leaves the second on its line, a new one begins. */
function parted(before: Stretch, after: Stretch, flow: Flow, snapshot: Snapshot): Edit[] {
  const { text } = snapshot.source;
  const line = `\n${indentAt(text, flow.start)}`;
  if (hasComment(before, after, snapshot)) {
    return without(["->", "=>", "→", "⇒"], before, after, snapshot).map((arrow) =>
      onItsLine(arrow, line, text.slice(before.end, after.start).includes("\n"), snapshot),
    );
  }
  return [edit(snapshot, before.end, after.start, beginsLine(text, flow.start) ? line : "  ")];
}

/** The arrow with the spaces around it, and what stands in its place: nothing, or the beginning of a line. */
function onItsLine(arrow: Edit, line: string, isParted: boolean, { source: { text } }: Snapshot): Edit {
  const { file, start, end } = arrow.span;
  const after = end + (/^[ \t]*/.exec(text.slice(end))?.[0].length ?? 0);
  const begin = text.lastIndexOf("\n", start - 1) + 1;
  const isFirst = text.slice(begin, start).trim() === "";
  if (isFirst) return { span: { file, start: begin, end: after }, text: line.slice(1) };
  const spaces = /[ \t]*$/.exec(text.slice(0, start))?.[0].length ?? 0;
  return { span: { file, start: isParted ? start : start - spaces, end: after }, text: isParted ? "" : line };
}

function hasComment(before: Stretch, after: Stretch, { parsed }: Snapshot): boolean {
  return parsed().comments.some(({ start, end }) => before.end <= start && end <= after.start);
}

function without(signs: readonly string[], before: Stretch, after: Stretch, snapshot: Snapshot): Edit[] {
  return snapshot
    .parsed()
    .tokens.filter(
      ({ startOffset, end, image }) =>
        before.end <= startOffset && end <= after.start && signs.includes(image),
    )
    .map(({ startOffset, end }) => edit(snapshot, startOffset, end, ""));
}
