/** Whether k tokens decide every choice of a grammar, wherever its rules are used: FIRST and FOLLOW sets of length k. */
import type { ISerializedGast } from "chevrotain";

type Production = ISerializedGast & { readonly name?: string; readonly definition?: readonly Production[] };
/** Beginnings of sentences: up to k token names with spaces between. */
type Words = ReadonlySet<string>;

const empty: Words = new Set([""]);

/** The decisions that k tokens do not settle, by rule. */
export function conflicts(rules: readonly Production[], k: number): string[] {
  const first = new Map<string, Words>(rules.map(({ name }) => [name!, new Set<string>()]));
  const follow = new Map<string, Words>(rules.map(({ name }) => [name!, new Set<string>()]));
  const firstOf = (productions: readonly Production[]): Words =>
    productions.reduce<Words>((words, production) => joined(words, firstOfOne(production), k), empty);
  const firstOfOne = (production: Production): Words => {
    const inside = () => firstOf(production.definition ?? []);
    if (production.type === "Terminal") return new Set([production.name!]);
    if (production.type === "NonTerminal") return first.get(production.name!)!;
    if (production.type === "Alternation") return union(...production.definition!.map(firstOfOne));
    if (production.type === "Option") return union(empty, inside());
    return production.type === "Repetition"
      ? union(empty, inside(), joined(inside(), inside(), k))
      : inside();
  };
  settle(() => rules.map((rule) => grow(first, rule.name!, firstOf(rule.definition ?? []))));
  follow.set("file", new Set(["EOF"]));
  const found = new Set<string>();
  const visit = (rule: string, productions: readonly Production[], after: Words, judge: boolean): boolean[] =>
    productions.flatMap((production, i) => {
      const rest = joined(firstOf(productions.slice(i + 1)), after, k);
      const again =
        production.type === "Repetition"
          ? joined(union(empty, firstOf(production.definition!)), rest, k)
          : rest;
      if (judge)
        for (const clash of clashes(production, rest, again, firstOf, k))
          found.add(`${rule}: ${production.type} on ${clash}`);
      if (production.type === "NonTerminal") return [grow(follow, production.name!, rest)];
      if (production.type === "Alternation")
        return production.definition!.flatMap((each) => visit(rule, [each], rest, judge));
      return production.definition === undefined ? [] : visit(rule, production.definition, again, judge);
    });
  const visitAll = (judge: boolean) =>
    rules.flatMap((rule) => visit(rule.name!, rule.definition ?? [], follow.get(rule.name!)!, judge));
  settle(() => visitAll(false));
  visitAll(true);
  return [...found];
}

function clashes(
  production: Production,
  rest: Words,
  again: Words,
  firstOf: (p: readonly Production[]) => Words,
  k: number,
): string[] {
  const ways =
    production.type === "Alternation"
      ? production.definition!.map((each) => joined(firstOf([each]), rest, k))
      : production.type === "Option" || production.type === "Repetition"
        ? [joined(firstOf(production.definition!), again, k), rest]
        : [];
  const all = ways.flatMap((way) => [...way]);
  return all.filter((word, i) => all.indexOf(word) !== i);
}

function joined(left: Words, right: Words, k: number): Words {
  const result = new Set<string>();
  for (const a of left) {
    const open = a === "" ? [] : a.split(" ");
    if (open.length >= k || open.at(-1) === "EOF") result.add(a);
    else
      for (const b of right) result.add([...open, ...(b === "" ? [] : b.split(" "))].slice(0, k).join(" "));
  }
  return result;
}

function union(...sets: readonly Words[]): Words {
  return new Set(sets.flatMap((set) => [...set]));
}

function grow(table: Map<string, Words>, name: string, words: Words): boolean {
  const grown = union(table.get(name)!, words);
  const changed = grown.size > table.get(name)!.size;
  table.set(name, grown);
  return changed;
}

function settle(round: () => boolean[]): void {
  while (round().some((changed) => changed));
}
