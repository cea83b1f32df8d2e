import { expect, it } from "vitest";
import { signatureHelp } from "../../src/language-server/signature-help.ts";
import { openText, type Project } from "./open-text.ts";

const model = (body: string) => `model M {\n  input x: [9, 4]\n  ${body}\n}\n`;

it("marks the parameter at the cursor", () => {
  expect(shown(model("dense(|)"))).toContain("⟦units: positive whole number⟧");
  expect(shown(model("dense(3|)"))).toContain("⟦units: positive whole number⟧");
  expect(shown(model("dense(3, |)"))).toContain("⟦activation=linear⟧");
  expect(shown(model("dense(3, use_bias=fal|se, activation=relu)"))).toContain("⟦use_bias=true⟧");
});

it("marks nothing where there are too many arguments, or another call is meant", () => {
  expect(shown(model("flatten(1, 2, 3|)"))).not.toContain("⟦");
  expect(shown(model("dense|(3)"))).toBe("nothing");
  expect(shown(model("dense(3)|"))).toBe("nothing");
  expect(shown(model("unknown(|)"))).toBe("nothing");
});

it("goes into calls inside of calls", () => {
  expect(shown(model("bidirectional(lstm(|))"))).toContain("lstm(⟦units: positive whole number⟧");
  expect(shown(model("dense(3, kernel_initializer=variance_scaling(2, |))"))).toContain(
    "variance_scaling(scale=1, ⟦mode=fan_in⟧",
  );
});

it("shows the parameters of blocks, imported ones too, with their documentation", () => {
  const files = {
    "blocks.nn":
      "/// Two layers.\nblock two(n: int, act: activation = relu) {\n  input x\n  x -> dense(n) -> act\n}\n",
  };
  const text = 'import { two } from "./blocks.nn"\nmodel M {\n  input x: [4]\n  x -> two(8, |)\n}\n';
  expect(shown(text, { files })).toBe("two(n: whole number, ⟦act=relu⟧)\nTwo layers.");
});

it("knows optimizers, losses and callbacks in their settings, and what prepares data", () => {
  expect(shown(model("dense(1)\n  compile { optimizer sgd(0.1, |) }"))).toContain(
    "sgd(learning_rate=0.01, ⟦momentum=0⟧",
  );
  expect(shown(model("dense(1)\n  compile { loss huber(|) * 2 }"))).toContain("huber(");
  expect(shown(model("dense(1)\n  train { callbacks early_stopping(|) }"))).toContain("early_stopping(");
  expect(shown(model('dense(1)\n  data "a.csv" { x = [a] -> rescaling(|) }'))).toContain("rescaling(");
});

it("works in a broken text, behind letters outside of the first plane", () => {
  expect(shown("model M {\n  input x: [4]\n  = = )\n  /* 🦊𝔸 */ x -> dense(3, |")).toContain(
    "⟦activation=linear⟧",
  );
});

it("shows how functions and types are written, in each of their ways", () => {
  const ways = (marked: string) => {
    const { snapshot, offset } = openText(marked);
    const help = signatureHelp(snapshot, offset);
    const labels = help?.signatures.map(({ label }) => label);
    return [labels, help?.activeSignature, help?.activeParameter];
  };
  const classes = ["class(count)", 'class("first", "second", …)', "class(first..last)"];
  expect(ways("model M { target y: class(|) }")).toEqual([classes, 0, 0]);
  expect(ways('model M { target y: class("a", "🦊", "c", |) }')).toEqual([classes, 1, 2]);
  expect(ways("model M { target y: class(1..|) }")).toEqual([classes, 2, 0]);
  expect(ways("const n = max(3, |)")).toEqual([["max(number, number, …)"], 0, 1]);
  expect(ways('model M { test "a" { expect min(|) > 0 } }')).toEqual([["min(number, number, …)"], 0, 0]);
  expect(ways("param rate: float = 1e-3 in log(|)")).toEqual([["log(low..high)"], 0, 0]);
});

it("shows what a constant without a type may stand for, and blocks as losses", () => {
  expect(shown("const act = elu(|)")).toContain("elu(⟦alpha=1⟧)");
  const block = "block far(more: float) { input t input p (t, p) -> subtract }\n";
  expect(shown(`${block}${model("dense(1)\n  compile { loss mse + far(|) }")}`)).toBe("far(⟦more: number⟧)");
});

/** The signature with the marked parameter in ⟦ ⟧, and its documentation. */
function shown(marked: string, project?: Project): string {
  const { snapshot, offset } = openText(marked, project);
  const help = signatureHelp(snapshot, offset);
  if (help === null) return "nothing";
  const [{ label, parameters = [], documentation }] = help.signatures;
  const active = help.activeParameter == null ? undefined : parameters[help.activeParameter]?.label;
  const text = Array.isArray(active)
    ? `${label.slice(0, active[0])}⟦${label.slice(active[0], active[1])}⟧${label.slice(active[1])}`
    : label;
  return documentation === undefined || typeof documentation === "string"
    ? text
    : `${text}\n${documentation.value}`;
}
