/** Diagnostics about a data file as a whole. */
import { report } from "../../diagnostics/define-message.ts";
import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import { type DataFileFault, dataFile } from "../../diagnostics/messages/data-file.ts";
import type { Source, Span } from "../../source.ts";

/** `span`: the place to blame; the beginning of the file unless given. */
export function fileFault(
  { file }: Source,
  problem: DataFileFault,
  span: Span = { file, start: 0, end: 0 },
): Diagnostic {
  return report(dataFile, span, { file, problem });
}

/** Stands at the end of the text for the faults that were only counted. */
export function moreFaults(source: Source, count: number): Diagnostic {
  const { file, text } = source;
  return fileFault(source, { fault: "more", count }, { file, start: text.length, end: text.length });
}
