/** Names in a sentence: "`a`", "`a` and `b`", "`a`, `b` and 3 more". */

/** Names that are said; the rest is counted. */
const most = 3;

export function inWords(names: readonly string[], mark = "`"): string {
  const said = names.slice(0, most).map((name) => `${mark}${name}${mark}`);
  const last = names.length > most ? `${names.length - most} more` : (said.pop() ?? "");
  return said.length === 0 ? last : `${said.join(", ")} and ${last}`;
}
