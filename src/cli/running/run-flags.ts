/** Flags that several running commands share, said once. */
import { type EngineName, engineNames } from "../../runtime/engine-names.ts";
import type { Flag, Invocation } from "../command.ts";
import { wordFlag } from "../flags.ts";

export const modelFlag: Flag = {
  name: "model",
  value: "NAME",
  doc: "which model, where the file holds several",
};
export const setFlag: Flag = {
  name: "set",
  value: "NAME=VALUE",
  many: true,
  doc: "give a `param` of the file another value",
};
export const engineFlag: Flag = {
  name: "engine",
  value: engineNames.join("|"),
  doc: `what computes; ${engineNames[0]} unless said otherwise`,
};
export const batchSizeFlag: Flag = {
  name: "batch-size",
  value: "N",
  doc: "examples that are computed at once",
};

/** The engine that was asked for, or that of the run that goes on, or the default one: the same bytes on every machine. */
export function chosenEngine(invocation: Invocation, before?: string): EngineName {
  const asked = wordFlag(invocation, "engine", engineNames);
  return asked ?? engineNames.find((name) => name === before) ?? engineNames[0];
}
