/** Slips in the value of an argument that show what was meant: a number in quotes, a share in percent, a bare strength of a penalty. */

/** What to do, and what to write in place of the value. */
export interface Slip {
  readonly help: string;
  /** Undefined where the value alone does not say it. */
  readonly text?: string;
}

/** `written` is the value as it stands in the file, `expected` the kind that its parameter takes. */
export function slipInValue(written: string, expected: string): Slip | undefined {
  const unquoted = /^"(.*)"$/.exec(written)?.[1];
  if (unquoted !== undefined && isNumber(unquoted) && expected.includes("number"))
    return { help: `Write ${unquoted} without the quotes.`, text: unquoted };
  if (written === "channels_first")
    return {
      help: "Channels stand last here: write them last in the shape of the input, and leave this out.",
    };
  if (expected.startsWith("shape (")) return slipInShape(written);
  if (expected === "positive whole number" && /^-\d+$/.test(written))
    return { help: `Write ${written.slice(1)}.`, text: written.slice(1) };
  if (!isNumber(written)) return undefined;
  const number = Number(written.replaceAll("_", ""));
  if (expected === "one of valid, same" && number > 0)
    return { help: "For a border of zeros around the input write `padding=same`.", text: "same" };
  if (expected.startsWith("regularizer"))
    return { help: `Say which penalty it is: \`l2(${written})\`.`, text: `l2(${written})` };
  if (Number.isInteger(number) && number >= 5 && number <= 100 && isShare(expected)) {
    const share = String(number / 100);
    return { help: `It is a share: ${number} % is written ${share}.`, text: share };
  }
  if (number > 1 && !Number.isInteger(number) && expected.startsWith("positive whole number")) {
    const whole = String(Math.round(number));
    return { help: `Write ${whole}.`, text: whole };
  }
  return undefined;
}

/** `[none, 28, 28, 1]` and `[-1, -1, 8]`. */
function slipInShape(written: string): Slip | undefined {
  if (/\bnone\b/i.test(written)) return { help: "Leave `none` out: the batch is no part of a shape here." };
  return /-1\b.*-1\b/.test(written)
    ? { help: "Write the other sizes out: only one of them can follow from the rest." }
    : undefined;
}

function isNumber(text: string): boolean {
  return /^\d[\d_]*(\.\d+)?(e[+-]?\d+)?$/i.test(text);
}

/** Numbers from 0 to 1. */
function isShare(expected: string): boolean {
  return /at least 0 and (at most|below) 1$/.test(expected);
}
