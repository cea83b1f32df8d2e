/** Gathers the faults of one data file: the first twenty in full, the others only counted, so that one cause fills no screen. */
import type { Diagnostic } from "../../diagnostics/diagnostic.ts";

const MOST = 20;

export interface FaultList {
  /** Faults so far, those beyond the first twenty included. */
  readonly count: number;
  /** The diagnostic is made only while there is room for it. */
  readonly add: (diagnostic: () => Diagnostic) => void;
  /** The diagnostics in the order of the text, and one more for those that were only counted. */
  readonly finish: (rest: (count: number) => Diagnostic) => readonly Diagnostic[];
}

export function createFaultList(): FaultList {
  const diagnostics: Diagnostic[] = [];
  let count = 0;
  return {
    get count() {
      return count;
    },
    add: (diagnostic) => {
      if (diagnostics.length < MOST) diagnostics.push(diagnostic());
      count += 1;
    },
    finish: (rest) => {
      const sorted = diagnostics.toSorted((a, b) => a.span.start - b.span.start);
      return count > sorted.length ? [...sorted, rest(count - sorted.length)] : sorted;
    },
  };
}
