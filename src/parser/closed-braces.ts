/** Pairs `{` with `}`; asks layout only if they do not balance. */
import { pair, pairPlainly, type Repairs } from "./balance.ts";
import { is, isOneOf, type Token } from "./token.ts";
import { CloseBrace, formWords, Name, OpenBrace, wordTypes } from "./tokens.ts";

export function closedBraces(tokens: readonly Token[], repairs: Repairs): void {
  const braces = tokens.filter((token) => isOneOf(token, [OpenBrace, CloseBrace]));
  if (!pairPlainly(braces)) pairByLayout(tokens, repairs);
}

/** Braces open at some point, with whether the author indents what is in them. */
interface Open {
  readonly token: Token;
  readonly indented: boolean;
}

function pairByLayout(tokens: readonly Token[], repairs: Repairs): void {
  const open: Open[] = [];
  let surplus = surplusClosers(tokens);
  for (let i = 0; i < tokens.length; i += 1) {
    const token = tokens[i]!;
    token.opener = undefined;
    closeByLayout(open, tokens, i, repairs);
    if (is(token, OpenBrace)) open.push({ token, indented: isIndented(token, tokens[i + 1]) });
    if (!is(token, CloseBrace) || open.length === 0) continue;
    const misplaced = token.firstOnLine && token.indent > open.at(-1)!.token.indent;
    // A `}` deeper than the line of its candidate belongs to a `{` that is missing.
    if (misplaced && surplus > 0) surplus -= 1;
    else pair(open.pop()!.token, token);
  }
  for (const { token } of open) repairs.unclosed.push({ opener: token, before: tokens.length });
}

function surplusClosers(tokens: readonly Token[]): number {
  let surplus = 0;
  for (const token of tokens) {
    if (is(token, OpenBrace)) surplus -= 1;
    if (is(token, CloseBrace)) surplus += 1;
  }
  return surplus;
}

function isIndented(opener: Token, next: Token | undefined): boolean {
  return next !== undefined && (next.line === opener.line || next.indent > opener.indent);
}

/** Closes the braces that end before this token, as the layout of its line says. */
function closeByLayout(open: Open[], tokens: readonly Token[], index: number, repairs: Repairs): void {
  const token = tokens[index]!;
  if (!token.firstOnLine) return;
  const isCloser = is(token, CloseBrace);
  if (isCloser && !open.some((brace) => brace.token.indent <= token.indent)) return;
  while (open.length > 0 && endsBefore(open.at(-1)!, token, isCloser, tokens[index + 1])) {
    repairs.unclosed.push({ opener: open.pop()!.token, before: index });
  }
}

function endsBefore(
  { token: opener, indented }: Open,
  token: Token,
  isCloser: boolean,
  next: Token | undefined,
): boolean {
  if (token.line === opener.line) return false;
  if (isCloser) return token.indent < opener.indent;
  if (token.indent === 0 && beginsForm(token, next)) return true;
  return indented && token.indent <= opener.indent && !is(token, OpenBrace);
}

/** Whether a word at the margin begins a form, rather than being a name. */
function beginsForm(token: Token, next: Token | undefined): boolean {
  const type = is(token, Name) ? wordTypes.get(token.image) : undefined;
  return type !== undefined && formWords.includes(type) && isOneOf(next, [Name, OpenBrace]);
}
