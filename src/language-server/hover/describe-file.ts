/** The paths of a text: what the header of a data file names, what an imported file declares. */
import { resolveInProject } from "../../checker/project-path.ts";
import type { DataStatement, ImportStatement, TreeNode } from "../../parser/tree.ts";
import { showCount } from "../show-shapes.ts";
import type { Snapshot } from "../snapshot.ts";

export function describeFile(path: readonly TreeNode[], snapshot: Snapshot): string | undefined {
  const [holder, text] = [path.at(-2), path.at(-1)];
  if (holder?.kind === "Data" && holder.path === text) return describeData(holder, snapshot);
  return holder?.kind === "Import" && holder.path === text ? describeImport(holder, snapshot) : undefined;
}

function describeData(data: DataStatement, snapshot: Snapshot): string {
  const columns = columnsOf(data, snapshot);
  return columns === undefined ? "A data file that is not there yet." : `${listed(columns, "column")}.`;
}

/** The columns of a data file; undefined where it is not there. */
export function columnsOf({ path }: DataStatement, { source, surroundings }: Snapshot) {
  if (path.kind === "Missing") return undefined;
  const resolved = resolveInProject(source.file, path.value);
  return "path" in resolved ? surroundings.columnsOf(resolved.path) : undefined;
}

function describeImport({ path }: ImportStatement, { source, surroundings }: Snapshot): string {
  const resolved = resolveInProject(source.file, path.kind === "Missing" ? "" : path.value);
  const parsed = "path" in resolved ? surroundings.snapshotOf(resolved.path)?.parsed() : undefined;
  if (parsed === undefined) return "A file that is not there yet.";
  const names = (kind: "Block" | "Const") =>
    parsed.tree.statements.flatMap((one) =>
      one.kind === kind && one.name.kind === "Name" ? [one.name.text] : [],
    );
  const parts = [
    { found: names("Block"), noun: "block" },
    { found: names("Const"), noun: "constant" },
  ].flatMap(({ found, noun }) => (found.length === 0 ? [] : [listed(found, noun)]));
  return parts.length === 0 ? "It declares nothing to import." : `${parts.join("; ")}.`;
}

const most = 12;

function listed(names: readonly string[], noun: string): string {
  const first = names.slice(0, most).map((name) => `\`${name}\``);
  const rest = names.length - first.length;
  const count = `${showCount(names.length)} ${noun}${names.length === 1 ? "" : "s"}`;
  return `${count}: ${first.join(", ")}${rest > 0 ? ` and ${showCount(rest)} more` : ""}`;
}
