/** Programs in, trees out. */
import { expect, it } from "vitest";
import { parse } from "../../src/parser/parse.ts";
import { programs } from "./programs.ts";
import { treeText } from "./tree-text.ts";

for (const [name, text] of programs) {
  it(`${name} has this tree`, async () => {
    const { tree, diagnostics } = parse({ file: `${name}.nn`, text });
    expect(diagnostics).toEqual([]);
    await expect(treeText(tree, text)).toMatchFileSnapshot(`golden/tree/${name}.txt`);
  });
}

/** A constant's value with every operation in parentheses. */
function grouped(value: string): string {
  const [statement] = parse({ file: "a.nn", text: `const x = ${value}` }).tree.statements;
  if (statement?.kind !== "Const") throw new Error("no constant");
  const print = (node: typeof statement.value): string => {
    if (node.kind === "Binary") return `(${print(node.left)} ${node.operator} ${print(node.right)})`;
    if (node.kind === "Unary") return `(-${print(node.value)})`;
    return node.kind === "Group" ? print(node.value) : node.kind === "Number" ? node.raw : node.kind;
  };
  return print(statement.value);
}

it("operators bind as in Python", () => {
  expect(grouped("-2 ** 2")).toBe("(-(2 ** 2))");
  expect(grouped("2 ** -1 ** 2")).toBe("(2 ** (-(1 ** 2)))");
  expect(grouped("2 ** 3 ** 2")).toBe("(2 ** (3 ** 2))");
  expect(grouped("1 - 2 - 3")).toBe("((1 - 2) - 3)");
  expect(grouped("1 + 2 * 3 % 4 / 5")).toBe("(1 + (((2 * 3) % 4) / 5))");
  expect(grouped("1 - -2 * - -3")).toBe("(1 - ((-2) * (-(-3))))");
  expect(grouped("1 + 1 <= 2 * 3")).toBe("((1 + 1) <= (2 * 3))");
  expect(grouped("0..1 + 2")).toBe("(0 .. (1 + 2))");
  expect(grouped("(1 + 2) * 3")).toBe("((1 + 2) * 3)");
});

it("line breaks and semicolons mean nothing", () => {
  const lines = "compile {\n  optimizer adam\n  loss mse\n  metrics mse, mae\n}\n";
  const tree = (text: string) =>
    JSON.stringify(parse({ file: "a.nn", text }).tree, (key, value) => (/start|end/i.test(key) ? 0 : value));
  for (const text of [
    "compile { optimizer adam; loss mse; metrics mse, mae }",
    "compile { optimizer adam loss mse metrics mse,\nmae }",
    "compile\n{\noptimizer adam;\n;loss mse\nmetrics mse , mae\n}",
  ]) {
    expect(parse({ file: "a.nn", text }).diagnostics).toEqual([]);
    expect(tree(text)).toBe(tree(lines));
  }
});

it("a parenthesis that touches its name holds arguments, a free one begins a flow", () => {
  const kinds = (text: string) =>
    parse({ file: "a.nn", text }).tree.statements.map((flow) =>
      flow.kind === "Flow" ? flow.source.kind : flow.kind,
    );
  expect(kinds("relu(a, b) -> add")).toEqual(["Call"]);
  expect(kinds("relu (a, b) -> add")).toEqual(["Name", "Tuple"]);
  expect(kinds("relu/* c */(a, b) -> add")).toEqual(["Name", "Tuple"]);
  expect(kinds("relu\n(a + 1) -> add")).toEqual(["Name", "Group"]);
});

it("words are reserved only where a statement may stand", () => {
  const text =
    "dense(input=-1, in=model, target=[data, test]) compile { loss target: mse; data input } f(true=true)";
  expect(parse({ file: "a.nn", text }).diagnostics).toEqual([]);
});

it("a byte order mark, tabs and Windows line ends are fine", () => {
  const text = "\uFEFFmodel M {\r\n\tinput x: [4]\r\n\tdense(1) // last\r\n}\r\n";
  const { diagnostics, comments } = parse({ file: "a.nn", text });
  expect(diagnostics).toEqual([]);
  expect(comments.map((comment) => comment.text)).toEqual(["// last"]);
});
