/** The words of every message about shapes: the shape rule said them; `trace` tells how the size came about. */
import type { Words } from "./define-message.ts";

export interface ShapeFinding {
  readonly found: string;
  readonly expected?: string;
  readonly help?: string;
  readonly trace?: string;
}

export function shapeWords({ found, expected, help, trace }: ShapeFinding): Words {
  const lines = [expected, trace].filter((line) => line !== undefined);
  return {
    found,
    ...(lines.length === 0 ? {} : { expected: lines.join("\n") }),
    ...(help === undefined ? {} : { help }),
  };
}
