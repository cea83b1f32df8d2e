/** `program.json`: the resolved program, what data preparation learned, and what a run needs to be repeated. */

import { Problem } from "../../problem.ts";
import type { Preparation, PreparedPort } from "../data/preparation.ts";
import type { FitSettings } from "../fit-request.ts";
import {
  count,
  dictionary,
  type Form,
  flag,
  list,
  number,
  oneOf,
  optional,
  record,
  text,
  wrong,
} from "./check-form.ts";
import { modelForm } from "./model-form.ts";
import { FORMAT, type SavedModel } from "./saved-model.ts";

export type ProgramFile = Omit<SavedModel, "record">;

export function printProgram({ version, model, preparation, settings, examples }: ProgramFile): string {
  return `${JSON.stringify({ format: FORMAT, nnc: version, settings, examples, model, preparation }, null, 1)}\n`;
}

/** Throws Problem where a newer nnc wrote the file. */
export function requireKnownFormat(value: unknown): void {
  const format = typeof value === "object" && value !== null && "format" in value ? value.format : undefined;
  if (typeof format === "number" && format > FORMAT) {
    throw new Problem(
      `This model was saved by a newer nnc (format ${format}; I read up to ${FORMAT}); update nnc.`,
    );
  }
}

/** The text as it was parsed from JSON. Throws Problem. */
export function readProgram(value: unknown): ProgramFile {
  const { nnc, settings, examples, model, preparation } = programForm(value, "program.json");
  return { version: nnc, settings, model, preparation, ...(examples === undefined ? {} : { examples }) };
}

const preparedPort: Form<PreparedPort> = record<PreparedPort>({
  name: text,
  columns: list(text),
  labels: optional(list(text)),
  learned: list(dictionary(plainArray)),
});

const programForm = record<{
  format: number;
  nnc: string;
  settings: FitSettings;
  examples?: string;
  model: SavedModel["model"];
  preparation: Preparation;
}>({
  format: count,
  nnc: text,
  settings: record<FitSettings>({ epochs: count, batchSize: positive, shuffle: flag, seed: number }),
  examples: optional(text),
  model: modelForm,
  preparation: record<Preparation>({ ports: list(preparedPort) }),
});

function plainArray(value: unknown, at: string): PreparedPort["learned"][number][string] {
  const form = record<PreparedPort["learned"][number][string]>({
    dtype: oneOf("f32", "i32", "bool"),
    shape: list(count),
    data: list(number),
  });
  const array = form(value, at);
  const size = array.shape.reduce((product, dim) => product * dim, 1);
  return array.data.length === size ? array : wrong(`${at}.data`, `a list of ${size} numbers`);
}

function positive(value: unknown, at: string): number {
  return count(value, at) > 0 ? Number(value) : wrong(at, "a positive count");
}
