/** Characters that people type, or programs put, in place of the plain ones. */

/** Signs with one plain character each. Full-width forms are computed. */
const plainSigns: ReadonlyMap<string, string> = new Map([
  ..."“”„‟«»「」『』".split("").map((sign): [string, string] => [sign, '"']),
  ..."‘’‚‛`´".split("").map((sign): [string, string] => [sign, "'"]),
  ..."−‐‑‒–—―".split("").map((sign): [string, string] => [sign, "-"]),
  ["×", "*"],
  ["∗", "*"],
  ["÷", "/"],
  ["∕", "/"],
  ["、", ","],
  ["،", ","],
  ["\u037E", ";"],
  ["∶", ":"],
  ["【", "["],
  ["】", "]"],
  ["〔", "["],
  ["〕", "]"],
]);

/** Other spellings of arrows and operators, which the lexer knows. */
export const plainOperators: ReadonlyMap<string, string> = new Map([
  ["→", "->"],
  ["⇒", "->"],
  ["=>", "->"],
  ["|>", "->"],
  ["^", "**"],
  ["≤", "<="],
  ["≥", ">="],
  ["≠", "!="],
]);

const plainLetters: ReadonlyMap<string, string> = new Map(
  Object.entries({
    ...{
      а: "a",
      е: "e",
      о: "o",
      р: "p",
      с: "c",
      у: "y",
      х: "x",
      і: "i",
      ј: "j",
      ѕ: "s",
      һ: "h",
      ԁ: "d",
      ԛ: "q",
      ԝ: "w",
    },
    ...{
      А: "A",
      В: "B",
      Е: "E",
      К: "K",
      М: "M",
      Н: "H",
      О: "O",
      Р: "P",
      С: "C",
      Т: "T",
      Х: "X",
      І: "I",
      Ѕ: "S",
      Ј: "J",
    },
    ...{
      α: "a",
      ο: "o",
      ν: "v",
      ι: "i",
      ρ: "p",
      υ: "u",
      χ: "x",
      Α: "A",
      Β: "B",
      Ε: "E",
      Ζ: "Z",
      Η: "H",
      Ι: "I",
      Κ: "K",
    },
    ...{ Μ: "M", Ν: "N", Ο: "O", Ρ: "P", Τ: "T", Υ: "Y", Χ: "X", ɡ: "g", ı: "i", ⅼ: "l" },
  }),
);

const spelledOut: ReadonlyMap<string, string> = new Map(
  Object.entries({
    ß: "ss",
    ä: "ae",
    ö: "oe",
    ü: "ue",
    Ä: "Ae",
    Ö: "Oe",
    Ü: "Ue",
    æ: "ae",
    ø: "o",
    å: "aa",
    ł: "l",
  }),
);

/** Characters without width or effect of their own in a program. */
export const invisible = /[\p{Cc}\p{Cf}]/u;

/** Characters that turn the direction of writing around. */
export const directional = /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/;

/** The plain character for a sign, a space or a full-width form; `undefined` if it is none of these. */
export function plainSign(character: string): string | undefined {
  const code = character.charCodeAt(0);
  if (code >= 0xff01 && code <= 0xff5e) return String.fromCharCode(code - 0xfee0);
  return /\p{Zs}|[\u2028\u2029\u0085]/u.test(character) ? " " : plainSigns.get(character);
}

/** Whether every foreign letter of a word looks like a Latin one. */
export function looksLatin(word: string): boolean {
  return Array.from(word).every((letter) => letter < "\u0080" || plainLetters.has(letter));
}

/** The word in ASCII letters, or `undefined` if there is no likely spelling. */
export function spelledPlainly(word: string): string | undefined {
  const latin = looksLatin(word);
  const letters = Array.from(
    word.normalize("NFC"),
    (letter) =>
      (latin ? plainLetters.get(letter) : spelledOut.get(letter)) ??
      letter.normalize("NFKD").replace(/\p{M}/gu, ""),
  ).join("");
  return /^[A-Za-z_]\w*$/.test(letters) ? letters : undefined;
}

/** A character as a message can show it. */
export function shown(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  const name = `U+${code.toString(16).toUpperCase().padStart(4, "0")}`;
  const visible = /[\p{L}\p{N}\p{P}\p{S}]/u.test(character);
  return visible ? `\`${character}\` (${name})` : name;
}
