/** How calls are written that belong to no entry of the library: functions of numbers, and types with arguments. */
import { functionDocs } from "./function-docs.ts";
import { valueTypeDocs } from "./type-docs.ts";

export interface PlainSignature {
  /** One for each way to write it; the last parameter may repeat. */
  readonly ways: readonly (readonly string[])[];
  readonly doc: string;
}

const functions: { readonly [name: string]: readonly (readonly string[])[] } = {
  abs: [["number"]],
  floor: [["number"]],
  ceil: [["number"]],
  min: [["number", "number", "…"]],
  max: [["number", "number", "…"]],
  log: [["low..high"]],
};

const types: { readonly [name: string]: readonly (readonly string[])[] } = {
  class: [["count"], ['"first"', '"second"', "…"], ["first..last"]],
  onehot: [["count"]],
  multilabel: [["count"]],
  binary: [['"label of 0"', '"label of 1"']],
};

export function plainSignature(name: string, isType: boolean): PlainSignature | undefined {
  const [ways, docs] = isType ? [types, valueTypeDocs] : [functions, functionDocs];
  return Object.hasOwn(ways, name) ? { ways: ways[name], doc: docs[name] } : undefined;
}
