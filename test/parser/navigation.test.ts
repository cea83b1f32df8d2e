/** Finding one's way in a tree: children in order, the path to a place, what documents a statement. */
import { expect, it } from "vitest";
import { children } from "../../src/parser/children.ts";
import { docComment } from "../../src/parser/doc-comment.ts";
import { parse } from "../../src/parser/parse.ts";
import { pathAt } from "../../src/parser/path-at.ts";
import type { TreeNode } from "../../src/parser/tree.ts";
import { programs } from "./programs.ts";

/** The kinds on the way to the `|` in a text. */
function path(marked: string): string {
  const offset = marked.indexOf("|");
  const { tree } = parse({ file: "a.nn", text: marked.replace("|", "") });
  return pathAt(tree, offset)
    .map(({ kind }) => kind)
    .join(" ");
}

it("the path to a place goes from the file to the innermost node", () => {
  expect(path("model M { dense(64, activation=re|lu) }")).toBe(
    "File Model Body Flow Call Arguments Argument Name",
  );
  expect(path("model M { den|se(64) }")).toBe("File Model Body Flow Call Name");
  expect(path("model M { x -> relu| }")).toBe("File Model Body Flow Name");
  expect(path("model M { | }")).toBe("File Model Body");
  expect(path("const a = 1 +| 2")).toBe("File Const Binary");
  expect(path("compile { loss price: m|se * 0.5 }")).toBe("File Compile Settings Setting Entry Binary Name");
  expect(path("input x: f32[2|8]")).toBe("File Input Type List Number");
  expect(path("x -> | ")).toBe("File");
  expect(path("|")).toBe("File");
});

it("every node is found at its own place", () => {
  const text = programs.get("everything")!;
  const { tree } = parse({ file: "a.nn", text });
  const visit = (node: TreeNode) => {
    const found = pathAt(tree, node.start);
    if (node.end > node.start) expect(found).toContain(node);
    children(node).forEach(visit);
  };
  visit(tree);
});

it("the lines with three slashes above a statement document it", () => {
  const text = `/// about nothing

/// The first line
///   and the second.
model M { relu }

// no documentation
/// above a comment
/* c */
block f { relu } /// behind
/// last
const a = 1
`;
  const parsed = parse({ file: "a.nn", text });
  expect(parsed.tree.statements.map((statement) => docComment(parsed, statement.start))).toEqual([
    "The first line\n  and the second.",
    undefined,
    "last",
  ]);
});
