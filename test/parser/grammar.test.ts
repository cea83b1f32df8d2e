/** The grammar: its printed form is fresh, chevrotain finds nothing wrong with it, and two tokens always decide. */
import { expect, it } from "vitest";
import { printGrammar } from "../../src/parser/print-grammar.ts";
import { StatementGrammar } from "../../src/parser/statement-grammar.ts";
import { conflicts } from "./strong-ll.ts";

it("grammar/nn.ebnf is what the parser reads (`npm run grammar` writes it anew)", async () => {
  await expect(printGrammar()).toMatchFileSnapshot("../../grammar/nn.ebnf");
});

it("chevrotain finds no mistake and no ambiguity within two tokens", () => {
  // Chevrotain's validations use a function that Node 20 does not have.
  (Object as { groupBy?: unknown }).groupBy ??= groupBy;
  expect(() => new StatementGrammar({ validate: true })).not.toThrow();
});

it("the grammar is strong LL(2): every choice, option and repetition is decided by two tokens", () => {
  const rules = new StatementGrammar().getSerializedGastProductions();
  expect(conflicts(rules, 2)).toEqual([]);
  expect(conflicts(rules, 1).length).toBeGreaterThan(0);
});

function groupBy(items: Iterable<unknown>, keyOf: (item: unknown) => string): Record<string, unknown[]> {
  const groups: Record<string, unknown[]> = Object.create(null);
  for (const item of items) groups[keyOf(item)] = [...(groups[keyOf(item)] ?? []), item];
  return groups;
}
