/** A number as it is written → its value, its unit, and what is wrong with it. */

const units: ReadonlySet<string> = new Set(["k", "M", "G", "KB", "MB", "GB", "KiB", "MiB", "GiB"]);

export interface WrittenNumber {
  readonly value: number;
  readonly unit?: string;
  /** What to say if the form is wrong, with the right form where it can be told. */
  readonly form?: { readonly rule: string; readonly repaired?: string };
  readonly range?: "large" | "small" | "whole";
}

const parts = /^([\d_]*)(\.?)([\d_]*)((?:[eE][+-]?\d[\d_]*)?)(\w*)$/;

export function readNumber(written: string): WrittenNumber {
  const [, whole = "", point = "", fraction = "", exponent = "", suffix = ""] = parts.exec(written) ?? [];
  const digits = `${tidy(whole) || "0"}${point}${point === "" ? "" : tidy(fraction) || "0"}${tidy(exponent)}`;
  const value = Number(digits);
  const known = suffix === "" || units.has(suffix);
  const form = known
    ? pointForm(whole, point, fraction, exponent, digits + suffix)
    : suffixForm(written, whole, suffix);
  const range = outOfRange(value, digits);
  return {
    value: Number.isFinite(value) ? value : Number.MAX_VALUE,
    ...(known && suffix !== "" ? { unit: suffix } : {}),
    ...(form === undefined ? {} : { form }),
    ...(range === undefined ? {} : { range }),
  };
}

function tidy(digits: string): string {
  return digits.replaceAll("_", "");
}

function pointForm(
  whole: string,
  point: string,
  fraction: string,
  exponent: string,
  repaired: string,
): WrittenNumber["form"] {
  if (whole === "") return { rule: "A number has a digit before its point.", repaired };
  if (point !== "" && fraction === "") return { rule: "A number has a digit after its point.", repaired };
  const misplaced = [whole, fraction, exponent].some((digits) => /^_|__|_$/.test(digits));
  return misplaced ? { rule: "Single `_` stand between digits.", repaired } : undefined;
}

function suffixForm(written: string, whole: string, suffix: string): WrittenNumber["form"] {
  if (whole === "0" && /^[xXbBoO]/.test(suffix)) {
    const value = Number(written.toLowerCase().replaceAll("_", ""));
    const rule = "Numbers are written in the decimal system.";
    return Number.isSafeInteger(value) ? { rule, repaired: String(value) } : { rule };
  }
  const times = /^x(\d+)$/.exec(suffix);
  if (times !== null) {
    return { rule: "A size with several sides is a list.", repaired: `[${whole}, ${times[1]}]` };
  }
  const upper = [...units].find((unit) => unit.toLowerCase() === suffix.toLowerCase());
  const rule =
    "Only the units k, M, G, KB, MB, GB, KiB, MiB and GiB may follow a number, and a name begins with a letter.";
  return upper === undefined ? { rule } : { rule, repaired: written.slice(0, -suffix.length) + upper };
}

function outOfRange(value: number, digits: string): WrittenNumber["range"] {
  if (!Number.isFinite(value)) return "large";
  if (value === 0 && /[1-9]/.test(digits.split(/e/i)[0]!)) return "small";
  return /^\d+$/.test(digits) && value > Number.MAX_SAFE_INTEGER ? "whole" : undefined;
}
