/** A record of tensors in which whole trees, and whole parts of trees, go by their names: `{ ...next_weights.dense, … }`. */

import type { Body } from "./body.ts";
import { type Code, code } from "./code.ts";
import { type Expression, isCode } from "./expression.ts";
import { groupBy } from "./group-by.ts";
import { member, propertyKey } from "./identifier.ts";

type Trees = Pick<Body, "trees" | "owners">;

/** Values by name, each name cut at its slashes. */
export function printTrees(
  values: readonly (readonly [name: string, value: Expression])[],
  trees: Trees,
): Expression {
  return printNode(
    values.map(([name, value]) => ({ rest: name.split("/"), value })),
    trees,
  );
}

interface Entry {
  /** What is left of the name below this node. */
  readonly rest: readonly string[];
  readonly value: Expression;
}

function printNode(entries: readonly Entry[], trees: Trees): Expression {
  const [only] = entries;
  if (entries.length === 1 && only.rest.length === 0) return only.value;
  const part = largestPart(entries, trees);
  if (part !== undefined && part.inside.length === entries.length) return part.said;
  const groups = groupBy(entries, ({ rest }) => rest[0]);
  const fields = [...groups].flatMap(([name, inside]): (readonly [Code, Expression])[] => {
    if (part !== undefined && inside.every((entry) => part.inside.includes(entry))) return [];
    const below = inside.map(({ rest, value }) => ({ rest: rest.slice(1), value }));
    return [[propertyKey(name), printNode(below, trees)]];
  });
  const spread = part === undefined ? [] : [[code`...${part.said}`, code`...${part.said}`] as const];
  return { fields: [...spread, ...fields] };
}

interface Part {
  readonly said: Code;
  /** The entries that it stands for. */
  readonly inside: readonly Entry[];
}

/** The part of a tree that holds most of these entries, and nothing else; one that holds a single entry is not worth it. */
function largestPart(entries: readonly Entry[], trees: Trees): Part | undefined {
  const placed = entries.map((entry) => ({ entry, place: placeOf(entry, trees) }));
  const groups = groupBy(placed, ({ place }) => place?.said);
  const parts = [...groups.values()].flatMap((group): Part[] => {
    const [{ place }] = group;
    return place === undefined || place.size !== group.length
      ? []
      : [{ said: place.said, inside: group.map(({ entry }) => entry) }];
  });
  const [largest] = parts.sort((a, b) => b.inside.length - a.inside.length);
  return largest;
}

/** Where the tree that owns the entry has this node, and how many tensors are there. */
function placeOf({ rest, value }: Entry, { trees, owners }: Trees): { said: Code; size: number } | undefined {
  const owner = isCode(value) ? owners.get(value) : undefined;
  if (owner === undefined) return undefined;
  const path = owner.path.split("/");
  const above = path.slice(0, path.length - rest.length);
  if (path.slice(above.length).join("/") !== rest.join("/")) return undefined;
  const inside = (trees.get(owner.tree) ?? []).filter((each) => isBelow(each.split("/"), above));
  return { said: above.reduce(member, owner.tree), size: inside.length };
}

function isBelow(path: readonly string[], above: readonly string[]): boolean {
  return above.every((part, i) => path[i] === part);
}
