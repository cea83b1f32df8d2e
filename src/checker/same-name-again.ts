/**
 * The fix of `h = h -> relu`, line after line, as other languages have it: the lines go on from each other, and the last value is
 * spoken of as it was meant. All lines of a row are changed at once, since each alone would read an older value.
 */
import type { Edit, Fix } from "../diagnostics/diagnostic.ts";
import { children } from "../parser/children.ts";
import { freshName } from "../parser/fresh-name.ts";
import type { Parsed } from "../parser/parse.ts";
import { pathAt } from "../parser/path-at.ts";
import type { Flow, Name, Statement, TreeNode } from "../parser/tree.ts";

/** Undefined where a line is written another way, or something outside of the body speaks of the value afterwards. */
export function sameNameAgain(parsed: Parsed, flow: Flow, name: string): Fix | undefined {
  const path = pathAt(parsed.tree, flow.start);
  const at = path.findIndex((node) => node.kind === "Flow" && node.start === flow.start);
  const body = path[at - 1];
  if (body?.kind !== "Body") return undefined;
  const { statements } = body;
  const row = rowAround(statements, flow, name);
  const [first, last] = [row[0], row.at(-1)];
  if (first === undefined || last === undefined) return undefined;
  const before = statements[statements.indexOf(first) - 1];
  const later = statements.slice(statements.indexOf(last) + 1).flatMap((one) => namesIn(one, name));
  if (isSpokenOfOutside(path.slice(0, at), body.end, name)) return undefined;
  return fixOf(row, givesName(before, name), later, name, parsed);
}

function fixOf(
  row: readonly Flow[],
  goesOn: boolean,
  later: readonly Name[],
  name: string,
  { source: { file, text } }: Parsed,
): Fix | undefined {
  const edit = (start: number, end: number, written: string): Edit => ({
    span: { file, start, end },
    text: written,
  });
  const continued = row.map(({ start, steps }) => edit(start, steps[0].start, "-> "));
  if (goesOn) return { title: "Go on with an arrow", safe: false, edits: continued };
  if (later.length === 0) {
    const bare = row.map(({ start, steps }) => edit(start, steps[0].start, ""));
    return { title: `Drop \`${name} = ${name} ->\``, safe: false, edits: bare };
  }
  const fresh = freshName(name, text);
  const [{ names }] = row;
  return {
    title: `Call the new value \`${fresh}\``,
    safe: false,
    edits: [names[0], ...later].map(({ start, end }) => edit(start, end, fresh)).concat(continued.slice(1)),
  };
}

/** The flows around this one that give the name again, each on from the one before. */
function rowAround(statements: readonly Statement[], flow: Flow, name: string): readonly Flow[] {
  const at = statements.findIndex(({ start }) => start === flow.start);
  let [first, last] = [at, at];
  while (givesAgain(statements[first - 1], name)) first -= 1;
  while (givesAgain(statements[last + 1], name)) last += 1;
  const row = statements.slice(first, last + 1);
  return row.every((one) => givesAgain(one, name)) ? (row as Flow[]) : [];
}

function givesAgain(statement: Statement | undefined, name: string): boolean {
  if (statement?.kind !== "Flow" || !givesName(statement, name) || statement.steps.length === 0) return false;
  return (
    statement.source.kind === "Name" &&
    statement.source.text === name &&
    statement.source.end <= statement.steps[0].start
  );
}

function givesName(statement: Statement | undefined, name: string): boolean {
  return statement?.kind === "Flow" && statement.names.length === 1 && statement.names[0].text === name;
}

function namesIn(node: TreeNode, name: string): readonly Name[] {
  if (node.kind === "Name") return node.text === name ? [node] : [];
  const key = node.kind === "Argument" ? node.name : node.kind === "Setting" ? node.key : undefined;
  return children(node).flatMap((child) => (child === key ? [] : namesIn(child, name)));
}

/** In a body around this one, behind it. */
function isSpokenOfOutside(around: readonly TreeNode[], end: number, name: string): boolean {
  return around.some(
    (node) =>
      node.kind === "Body" &&
      node.end > end &&
      node.statements.some((one) => one.start >= end && namesIn(one, name).length > 0),
  );
}
