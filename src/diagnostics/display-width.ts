/** Source text as a terminal can show it: no character that moves the cursor, and widths that carets can follow. */

const tabWidth = 4;
const zeroWidth = /^[\p{Mn}\p{Me}]$/u;
const doubleWidth =
  /^(?:[\u1100-\u115F\u2E80-\u303E\u3041-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60\uFFE0-\uFFE6]|[\u{1F300}-\u{1FAFF}]|[\u{20000}-\u{3FFFD}]|\p{Emoji_Presentation})$/u;

/** How many columns a text takes from a column on. */
export function displayWidth(text: string, from = 0): number {
  let column = from;
  for (const character of text) column += widthAt(character, column);
  return column - from;
}

/** The text with tabs as spaces, and a replacement sign for what would move the cursor or turn the line around. */
export function displayed(text: string): string {
  let column = 0;
  let shown = "";
  for (const character of text) {
    const width = widthAt(character, column);
    shown += character === "\t" ? " ".repeat(width) : replaced(character);
    column += width;
  }
  return shown;
}

function widthAt(character: string, column: number): number {
  if (character === "\t") return tabWidth - (column % tabWidth);
  if (zeroWidth.test(character)) return 0;
  return doubleWidth.test(character) ? 2 : 1;
}

function replaced(character: string): string {
  return /[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/u.test(character) ? "\uFFFD" : character;
}
