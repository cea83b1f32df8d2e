/** What can be wrong with one value of the data, in a table or in JSON, and the diagnostic of it. */
import { report } from "../../diagnostics/define-message.ts";
import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import { binaryLabel } from "../../diagnostics/messages/binary-label.ts";
import { type ClassLabelFault, classLabel } from "../../diagnostics/messages/class-label.ts";
import { type CellFault, dataCell } from "../../diagnostics/messages/data-cell.ts";
import { dataRange, type RangeFault } from "../../diagnostics/messages/data-range.ts";
import type { Span } from "../../source.ts";
import type { Reading } from "./reading.ts";

export type ValueFault =
  | { readonly about: "cell"; readonly cell: CellFault }
  | { readonly about: "range"; readonly text: string; readonly range: RangeFault }
  | { readonly about: "class"; readonly label: ClassLabelFault }
  | { readonly about: "binary"; readonly text: string; readonly names?: readonly string[] };

/** `place` in words: "In data.csv, row 17 (line 18), column `width`"; `port` is the input or target that wants the value. */
export function valueDiagnostic(fault: ValueFault, span: Span, place: string, port: string): Diagnostic {
  switch (fault.about) {
    case "cell":
      return report(dataCell, span, { place, cell: fault.cell });
    case "range":
      return report(dataRange, span, { place, port, text: fault.text, range: fault.range });
    case "class":
      return report(classLabel, span, { place, label: fault.label });
    case "binary":
      return report(binaryLabel, span, { place, text: fault.text, names: fault.names });
  }
}

/** What keeps a number from being read this way. */
export function rangeFault(value: number, reading: Reading): ValueFault | undefined {
  const range = rangeFaultOf(value, reading);
  return range === undefined ? undefined : { about: "range", text: String(value), range };
}

function rangeFaultOf(value: number, reading: Reading): RangeFault | undefined {
  switch (reading.kind) {
    case "label":
      return undefined;
    case "flag":
      return value === 0 || value === 1 ? undefined : { fault: "flag" };
    case "share":
      return value >= 0 && value <= 1 ? undefined : { fault: "share" };
    case "whole":
      if (!Number.isInteger(value) || Math.abs(value) >= 2 ** 31) return { fault: "not-whole" };
      if (reading.embedding !== undefined && (value < 0 || value >= reading.embedding.rows))
        return { fault: "embedding", ...reading.embedding };
      return outside(value, reading);
    case "real":
      return outside(value, reading);
  }
}

function outside(
  value: number,
  { low, high }: { readonly low?: number; readonly high?: number },
): RangeFault | undefined {
  return value < (low ?? value) || value > (high ?? value) ? { fault: "outside", low, high } : undefined;
}
