/** A noun with its article: `an activation`, `a positive whole number`; a choice (`one of same, valid`) has none. */
export function withArticle(noun: string): string {
  if (/^(one of|true|false|none)\b/.test(noun)) return noun;
  return `${/^[aeio]/.test(noun) ? "an" : "a"} ${noun}`;
}
