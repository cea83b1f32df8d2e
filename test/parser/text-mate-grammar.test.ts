/** The TextMate grammar: its printed form is fresh, and it tells the parts of a line apart. */
import { expect, it } from "vitest";
import { printTextMateGrammar } from "../../src/parser/print-text-mate-grammar.ts";

it("grammar/nn.tmLanguage.json is printed from the token types (`npm run grammar` writes it anew)", async () => {
  await expect(printTextMateGrammar()).toMatchFileSnapshot("../../grammar/nn.tmLanguage.json");
});

it("colours a line by its first pattern at each place", () => {
  expect(scopes('model A { dense(8, activation=relu) -> x // "s" 1')).toEqual([
    "model A: meta.declaration",
    "{: punctuation",
    "dense: entity.name.function",
    "(: punctuation",
    "8: constant.numeric",
    ",: punctuation",
    "activation: variable.parameter",
    "=: keyword.operator",
    "relu: variable.other",
    "): punctuation",
    "->: keyword.operator.arrow",
    "x: variable.other",
    '// "s" 1: comment.line.double-slash',
  ]);
});

it("knows words of the language from arguments of the same name, and numbers from names that end in digits", () => {
  expect(scopes("data = x1 in 1..2")).toEqual([
    "data: variable.parameter",
    "=: keyword.operator",
    "x1: variable.other",
    "in: keyword.control",
    "1: constant.numeric",
    "..: keyword.operator",
    "2: constant.numeric",
  ]);
});

function scopes(line: string): string[] {
  const grammar = JSON.parse(printTextMateGrammar()) as { patterns: { name: string; match?: string }[] };
  const found: string[] = [];
  let at = 0;
  while (at < line.length) {
    const hit = firstHit(grammar.patterns, line, at);
    if (hit !== undefined) found.push(`${hit.text}: ${hit.name.replace(/\.nn$/, "")}`);
    at += hit?.text.length ?? 1;
  }
  return found;
}

function firstHit(patterns: readonly { name: string; match?: string }[], line: string, at: number) {
  for (const { name, match } of patterns) {
    if (match === undefined) continue;
    const rule = new RegExp(match, "y");
    rule.lastIndex = at;
    const text = rule.exec(line)?.[0];
    if (text) return { name, text };
  }
  return undefined;
}
