/** The one printer of literals: numbers, strings, flags. What it prints means the value and nothing else, wherever it stands. */
import { type Code, trusted } from "./code.ts";

export type Literal = null | boolean | number | string;

/** The literal of a value. */
export function literal(value: Literal): Code {
  if (typeof value === "string") return stringLiteral(value);
  if (typeof value === "number") return numberLiteral(value);
  return trusted(String(value));
}

/** The shortest literal that is the same number in 32 bits: `0.1`, not `0.10000000149011612`. */
export function float32Literal(value: number): Code {
  const rounded = Math.fround(value);
  for (let digits = 1; digits <= 9; digits++) {
    const shorter = Number(rounded.toPrecision(digits));
    if (Object.is(Math.fround(shorter), rounded)) return numberLiteral(shorter);
  }
  return numberLiteral(value);
}

function numberLiteral(value: number): Code {
  if (Number.isNaN(value)) return trusted("Number.NaN");
  if (value === Number.POSITIVE_INFINITY) return trusted("Number.POSITIVE_INFINITY");
  if (value === Number.NEGATIVE_INFINITY) return trusted("Number.NEGATIVE_INFINITY");
  if (Object.is(value, -0)) return trusted("-0");
  const [plain, scientific] = [String(value), value.toExponential()];
  return trusted(scientific.length + 2 < plain.length && Number(scientific) === value ? scientific : plain);
}

/** JSON's string, with what JSON allows and a reader or a web page would not see through in escapes. */
function stringLiteral(value: string): Code {
  const json = JSON.stringify(value).replace(INVISIBLE, escapeUnit);
  return trusted(json.replaceAll("</", "<\\/").replaceAll("<!--", "<\\!--"));
}

/** Controls, separators of lines, marks of direction, signs without width. */
export const INVISIBLE =
  /[\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff\ufff9-\ufffb]/g;

/** `\u2028` for the sign of that number. */
export function escapeUnit(sign: string): string {
  return `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`;
}
