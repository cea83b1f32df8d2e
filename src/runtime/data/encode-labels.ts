/**
 * Turns the labels of a column into class numbers from 0. Labels are the declared names, those that a trained model knows,
 * or class numbers; words without declared names are numbered in their sorted order.
 */
import { suggest } from "../../diagnostics/suggest.ts";
import { parseNumber } from "./parse-number.ts";
import type { Reading } from "./reading.ts";
import type { ValueFault } from "./value-fault.ts";

export type LabelReading = Extract<Reading, { kind: "label" }>;

export interface EncodedLabels {
  readonly codes: Int32Array;
  /** The names in the order of their numbers, where labels are words. */
  readonly names?: readonly string[];
  /** By the label's place in the column. */
  readonly faults: ReadonlyMap<number, ValueFault>;
}

type Code = number | ValueFault;

/** `learned`: the names that training found. Empty labels are reported elsewhere and passed over. */
export function encodeLabels(
  labels: readonly string[],
  reading: LabelReading,
  learned?: readonly string[],
): EncodedLabels {
  const different = [...new Set(labels)].filter((label) => label !== "");
  const given = reading.names ?? learned;
  const words = different.filter((label) => typeof parseNumber(label) !== "number");
  // One slip in a column of numbers is a fault of its row, and not a new class; neither is a number among words.
  const sorted = given === undefined && words.length * 2 >= different.length ? words.toSorted() : undefined;
  const codeOf =
    given !== undefined
      ? byGivenNames(given, different, reading)
      : sorted !== undefined
        ? bySortedNames(sorted, reading)
        : byNumber(reading);
  const codes = new Map(different.map((label) => [label, codeOf(label)]));
  const faults = new Map<number, ValueFault>();
  const numbers = Int32Array.from(labels, (label, place) => {
    const code = codes.get(label) ?? 0;
    if (typeof code === "number") return code;
    faults.set(place, code);
    return 0;
  });
  const names = given ?? sorted;
  return { codes: numbers, faults, ...(names === undefined ? {} : { names }) };
}

function byNumber(reading: LabelReading): (label: string) => Code {
  return (label) => {
    const code = numberCode(label, reading);
    if (code !== undefined) return code;
    if (reading.binary) return { about: "binary", text: label };
    return {
      about: "class",
      label: { fault: "number", text: label, first: reading.first, count: reading.count },
    };
  };
}

/** A column of class numbers only will do where classes have names; a column that mixes both will not. */
function byGivenNames(
  names: readonly string[],
  labels: readonly string[],
  reading: LabelReading,
): (label: string) => Code {
  const places = new Map(names.map((name, place) => [name.trim(), place]));
  const numbers = labels.every((label) => !places.has(label) && numberCode(label, reading) !== undefined);
  if (numbers) return byNumber(reading);
  return (label) => {
    const place = places.get(label);
    if (place !== undefined) return place;
    if (reading.binary) return { about: "binary", text: label, names };
    return {
      about: "class",
      label: { fault: "name", text: label, names, suggestion: suggest(label, names) },
    };
  };
}

function bySortedNames(names: readonly string[], reading: LabelReading): (label: string) => Code {
  const places = new Map(names.map((name, place) => [name, place]));
  return (label) => {
    const place = places.get(label);
    if (place !== undefined && place < reading.count) return place;
    if (reading.binary) return { about: "binary", text: label };
    return {
      about: "class",
      label:
        place === undefined
          ? { fault: "number-among-words", text: label, names }
          : { fault: "too-many", text: label, different: names.length, count: reading.count },
    };
  };
}

function numberCode(label: string, { first, count }: LabelReading): number | undefined {
  const number = parseNumber(label);
  if (typeof number !== "number" || !Number.isInteger(number)) return undefined;
  return number >= first && number < first + count ? number - first : undefined;
}
