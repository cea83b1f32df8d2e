/** The work of `nnc summary`. */
import { summarize } from "../../checker/summarize.ts";
import { library } from "../../library/index.ts";
import type { ExitCode, Invocation } from "../command.ts";
import { isSet } from "../flags.ts";
import { loadModel } from "../load-program.ts";
import { printJson } from "../print-json.ts";
import { summaryTable } from "./summary-table.ts";

export async function summarizeModel(invocation: Invocation): Promise<ExitCode> {
  const model = loadModel(invocation.operands[0], invocation);
  const summary = summarize(model, library);
  if (isSet(invocation, "json")) printJson(invocation.terminal, summary);
  else invocation.terminal.out(summaryTable(model, summary));
  return 0;
}
