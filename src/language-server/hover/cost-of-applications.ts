import type { Draft } from "../../checker/draft.ts";
import { bind, costOf, type Dim } from "../../tensor/index.ts";

/** The multiply-adds of some applications for one example; symbolic where a size is. */
export function costOfApplications({ trace: { graph }, operations }: Draft, first: number, end: number): Dim {
  const stretches = operations.slice(first, end);
  const program = {
    name: graph.name,
    values: graph.values,
    inputs: [],
    outputs: [],
    state: [],
    operations: stretches.flatMap((stretch) => graph.operations.slice(stretch.first, stretch.end)),
    origins: graph.origins,
  };
  return costOf(bind(program, new Map([["batch", 1]]))).multiplyAdds;
}
