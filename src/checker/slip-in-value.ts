/** Slips in the value of an argument that show what was meant: a number in quotes, a share in percent, a bare strength of a penalty. */

/** What to do, and what to write in place of the value. */
export interface Slip {
  readonly help: string;
  readonly text: string;
}

/** `written` is the value as it stands in the file, `expected` the kind that its parameter takes. */
export function slipInValue(written: string, expected: string): Slip | undefined {
  const unquoted = /^"(.*)"$/.exec(written)?.[1];
  if (unquoted !== undefined && isNumber(unquoted) && expected.includes("number"))
    return { help: `Write ${unquoted} without the quotes.`, text: unquoted };
  if (!isNumber(written)) return undefined;
  const number = Number(written.replaceAll("_", ""));
  if (expected.startsWith("regularizer"))
    return { help: `Say which penalty it is: \`l2(${written})\`.`, text: `l2(${written})` };
  if (Number.isInteger(number) && number >= 5 && number <= 100 && isShare(expected)) {
    const share = String(number / 100);
    return { help: `It is a share: ${number} % is written ${share}.`, text: share };
  }
  return undefined;
}

function isNumber(text: string): boolean {
  return /^\d[\d_]*(\.\d+)?(e[+-]?\d+)?$/i.test(text);
}

/** Numbers from 0 to 1. */
function isShare(expected: string): boolean {
  return /at least 0 and (at most|below) 1$/.test(expected);
}
