/** A text in quotes → what it says, and the escapes in it that mean nothing. */

export interface WrittenText {
  readonly value: string;
  readonly wrong: readonly { readonly start: number; readonly end: number; readonly repaired: string }[];
}

const escapes: ReadonlyMap<string, string> = new Map([
  ['"', '"'],
  ["'", "'"],
  ["\\", "\\"],
  ["/", "/"],
  ["b", "\b"],
  ["f", "\f"],
  ["n", "\n"],
  ["r", "\r"],
  ["t", "\t"],
]);

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
const special = /\\u([0-9a-fA-F]{4})|\\(.?)|[\u0000-\u001F]/gsu;

/** `content` is what stands between two quotes of this kind; offsets are counted from its beginning. */
export function readText(content: string, quote: string): WrittenText {
  const wrong: { start: number; end: number; repaired: string }[] = [];
  const value = content.replace(
    special,
    (found, code: string | undefined, letter: string | undefined, at: number) => {
      if (code !== undefined) return String.fromCharCode(Number.parseInt(code, 16));
      const meant =
        letter === undefined || (letter === "'" && quote === '"') ? undefined : escapes.get(letter);
      if (meant !== undefined) return meant;
      wrong.push({ start: at, end: at + found.length, repaired: repairedEscape(found, letter) });
      return letter === "'" ? letter : found;
    },
  );
  return { value, wrong };
}

function repairedEscape(found: string, letter: string | undefined): string {
  if (letter === undefined) return JSON.stringify(found).slice(1, -1);
  return letter === "'" ? "'" : `\\\\${letter}`;
}
