/** The paths of a text that lead to files: imports, data, weights. A path that leaves the project leads nowhere. */
import type { DocumentLink } from "vscode-languageserver-types";
import { resolveInProject } from "../checker/project-path.ts";
import { eachNode } from "../parser/each-node.ts";
import type { Missing, StringLiteral, TreeNode } from "../parser/tree.ts";
import type { Snapshot } from "./snapshot.ts";

const pathSettings: ReadonlySet<string> = new Set(["weights", "validation", "validation_data"]);

export function documentLinks({ source, lines, parsed, surroundings }: Snapshot): readonly DocumentLink[] {
  return pathsIn(parsed().tree).flatMap(({ what, path }) => {
    const resolved = resolveInProject(source.file, path.value);
    if (!("path" in resolved)) return [];
    const range = lines.rangeOf({ start: path.start + 1, end: path.end - 1 });
    return [{ range, target: surroundings.uriOf(resolved.path), tooltip: `Open the ${what}` }];
  });
}

interface Path {
  readonly what: string;
  readonly path: StringLiteral;
}

function pathsIn(node: TreeNode): readonly Path[] {
  const found: Path[] = [];
  eachNode(node, (one) => {
    found.push(...ownPaths(one));
  });
  return found;
}

function ownPaths(node: TreeNode): readonly Path[] {
  switch (node.kind) {
    case "Import":
      return path("imported file", node.path);
    case "Data":
      return path("data", node.path);
    case "Argument":
      return node.name?.text === "weights" ? path("weights", node.value) : [];
    case "Setting":
      return pathSettings.has(node.key.text)
        ? node.entries.flatMap(({ value }) => path(node.key.text === "weights" ? "weights" : "data", value))
        : [];
    default:
      return [];
  }
}

function path(what: string, node: TreeNode | Missing): readonly Path[] {
  return node.kind === "String" && node.end - node.start >= 2 ? [{ what, path: node }] : [];
}
