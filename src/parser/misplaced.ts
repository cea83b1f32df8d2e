/** What cannot begin a statement: why, what to do, and which word was meant. */
import { suggest } from "../diagnostics/suggest.ts";
import { is, isOneOf, type Token } from "./token.ts";
import {
  Arrow,
  Colon,
  Comma,
  From,
  Minus,
  Name,
  NumberToken,
  OpenBrace,
  Operator,
  Reserved,
  StringToken,
} from "./tokens.ts";

/** Words of other languages, and what they are here. */
const otherWords: ReadonlyMap<string, string> = new Map([
  ["fit", "train"],
  ["loop", "repeat"],
  ["network", "model"],
  ["class", "model"],
  ["function", "block"],
  ["def", "block"],
]);

/** The word that one of the two tokens before a `{` or `:` nearly is: `compil {`, `Model M {`, `inputs x: [4]`. */
export function misspeltWord(
  token: Token,
  last: Token | undefined,
  before: Token | undefined,
): { readonly word: string; readonly at: Token } | undefined {
  const read = (at: Token | undefined, words: readonly string[]) => {
    if (at === undefined || !is(at, Name) || at.line !== token.line) return undefined;
    const other = otherWords.get(at.image);
    const word = other !== undefined && words.includes(other) ? other : suggest(at.image, words);
    return word === undefined ? undefined : { word, at };
  };
  if (is(token, OpenBrace))
    return read(last, ["compile", "train", "repeat"]) ?? read(before, ["model", "block"]);
  return is(token, Colon) ? read(before, ["input", "target", "param"]) : undefined;
}

/** Why nothing begins with a token, and what to do; `before` is the token in front of it on its line. */
export function misplacedRule(token: Token, before?: Token): { rule: string; help?: string } {
  const rule = "A statement begins with a word such as `input`, with a name, or with `(`.";
  if (is(token, NumberToken) && before !== undefined && is(before, Name)) {
    const call = `${before.image}(${token.image})`;
    const rule = `The arguments of a layer stand in parentheses, \`${call}\`; settings stand in \`compile\` or \`train\`.`;
    return { rule, help: "Write the parentheses, or move the setting into its form." };
  }
  if (is(token, StringToken)) return { rule, help: "Names of layers are written without quotes." };
  if (isOneOf(token, [Operator, Minus])) {
    const help = "Give the flow before it a name, and go on with `name = …`.";
    return { rule: "Arithmetic stands before the first arrow; behind an arrow there are only layers.", help };
  }
  if (is(token, Comma)) {
    return { rule: "What stands between braces follows each other without commas.", help: "Delete it." };
  }
  if (is(token, Arrow)) {
    const help = "Delete the arrow; a bare layer continues from the value before it.";
    return { rule: "A flow begins with a value or a layer, not with an arrow.", help };
  }
  if (is(token, Colon)) {
    const help = "Write `input`, `target` or `param` before the name.";
    return {
      rule: "A colon belongs to `input name: type`, `target name: type` and `param name: type`.",
      help,
    };
  }
  if (is(token, OpenBrace)) {
    return { rule: "Braces belong to `model`, `block`, `repeat`, `compile`, `train`, `data` and `test`." };
  }
  if (is(token, From)) {
    const help = 'Write `import { name } from "./file.nn"`; layers need no import.';
    return { rule: "`from` stands behind the names that it brings.", help };
  }
  return is(token, Reserved) ? { rule: "This word is kept for a later version of the language." } : { rule };
}
