/** A list of values of one kind; with `single`, one value alone stands for a list of one. */
import type { EntryProblem } from "../entry-problem.ts";
import type { Kind, KindContext } from "../kind.ts";
import type { Plain, Value } from "../value.ts";
import { wrongKind } from "./wrong-kind.ts";

interface ListOptions {
  readonly single?: boolean;
  /** The fewest items; 1 unless told. */
  readonly least?: number;
}

export function listOf<T>(
  item: Kind<T>,
  fallback?: readonly Plain[],
  { single = false, least = 1 }: ListOptions = {},
): Kind<readonly T[]> {
  const name = single ? `${item.name} or a list of them` : `list (each item: ${item.name})`;
  return {
    ...item,
    name,
    default: fallback,
    parse: (value, context) => {
      const alone = value.kind !== "list";
      if ((alone && !single) || (!alone && value.items.length < least))
        return { problems: [wrongKind(value, name)] };
      return parseItems(alone ? [value] : value.items, item, context);
    },
    realize: (plain, context) => (plain as readonly Plain[]).map((one) => item.realize(one, context)),
  };
}

function parseItems<T>(
  items: readonly Value[],
  item: Kind<T>,
  context: KindContext,
): ReturnType<Kind<T>["parse"]> {
  const plain: Plain[] = [];
  const problems: EntryProblem[] = [];
  for (const value of items) {
    const result = item.parse(value, context);
    if ("plain" in result) plain.push(result.plain);
    else problems.push(...result.problems);
  }
  return problems.length > 0 ? { problems } : { plain };
}
