/**
 * Gives every opening bracket its partner before the grammar sees a token. Layout is asked only where brackets do not
 * balance. Afterwards `(` and `[` are always paired, every `{` is closed, and a `}` without a partner may remain: what
 * is missing may be its `{`, which only the grammar can tell.
 */
import type { Fix } from "../diagnostics/diagnostic.ts";
import { messages } from "../diagnostics/messages.ts";
import { closedBraces } from "./closed-braces.ts";
import { closedParentheses } from "./closed-parentheses.ts";
import { type Findings, find, replacing, spanOf } from "./findings.ts";
import { limitDepth } from "./limit-depth.ts";
import { insertedToken } from "./place.ts";
import { is, isOneOf, retype, type Token } from "./token.ts";
import { CloseBrace, CloseBracket, CloseParen, OpenBrace, OpenBracket, OpenParen } from "./tokens.ts";

/** What is wrong with the brackets, by the index of tokens. */
export interface Repairs {
  /** Opening brackets that are never closed, with the index of the token before which they end. */
  readonly unclosed: { readonly opener: Token; readonly before: number }[];
  /** Closing parentheses and brackets that close nothing; they are taken out. */
  readonly stray: Set<Token>;
  /** Closing brackets of the wrong kind, which close all the same. */
  readonly mismatched: Token[];
}

export const partners: ReadonlyMap<string, string> = new Map([
  ["(", ")"],
  ["[", "]"],
  ["{", "}"],
  [")", "("],
  ["]", "["],
  ["}", "{"],
]);

export function pair(opener: Token, closer: Token): void {
  opener.closer = closer;
  closer.opener = opener;
}

/** Pairs the brackets, and says what is wrong with them. */
export function pairBrackets(tokens: readonly Token[]): Repairs {
  const repairs: Repairs = { unclosed: [], stray: new Set(), mismatched: [] };
  if (pairPlainly(tokens)) return repairs;
  closedBraces(tokens, repairs);
  closedParentheses(tokens, repairs);
  return repairs;
}

/** Pairs brackets as they come; false as soon as one has no partner of its kind. */
export function pairPlainly(tokens: readonly Token[]): boolean {
  const open: Token[] = [];
  for (const token of tokens) {
    if (isOneOf(token, openers)) open.push(token);
    if (!isOneOf(token, closers)) continue;
    const opener = open.pop();
    if (opener === undefined || partners.get(opener.image) !== token.image) return false;
    pair(opener, token);
  }
  return open.length === 0;
}

const openers = [OpenParen, OpenBracket, OpenBrace];
const closers = [CloseParen, CloseBracket, CloseBrace];

/** How many brackets are wrong. */
export function wrongBrackets(tokens: readonly Token[], { unclosed, stray, mismatched }: Repairs): number {
  const unopened = tokens.filter((token) => is(token, CloseBrace) && token.opener === undefined).length;
  return unclosed.length + stray.size + mismatched.length + unopened;
}

/** The tokens with every bracket in its place, after `pairBrackets`; what was wrong is reported. */
export function balance(findings: Findings, tokens: readonly Token[], repairs: Repairs): readonly Token[] {
  for (const token of repairs.mismatched) retype(token, closerTypes.get(token.opener!.image)!);
  const repaired = withInsertions(tokens, repairs);
  const bounded = limitDepth(findings, repaired);
  reportWrong(findings, repairs);
  reportUnclosed(findings, repairs, tokens.length, bounded.tooDeep);
  return bounded.tokens;
}

const closerTypes = new Map([
  ["(", CloseParen],
  ["[", CloseBracket],
  ["{", CloseBrace],
]);

/** The tokens without stray closers and with a closer for every unclosed bracket, the innermost first. */
function withInsertions(tokens: readonly Token[], { unclosed, stray }: Repairs): Token[] {
  if (unclosed.length === 0 && stray.size === 0) return [...tokens];
  const byPlace = groupedByPlace(unclosed);
  const result: Token[] = [];
  for (let i = 0; i <= tokens.length; i += 1) {
    const ending = byPlace.get(i) ?? [];
    for (const { opener } of ending.sort((a, b) => b.opener.startOffset - a.opener.startOffset)) {
      const closer = insertedToken(
        closerTypes.get(opener.image)!,
        partners.get(opener.image)!,
        result.at(-1)!,
      );
      pair(opener, closer);
      result.push(closer);
    }
    if (i < tokens.length && !stray.has(tokens[i]!)) result.push(tokens[i]!);
  }
  return result;
}

function reportWrong(findings: Findings, { stray, mismatched }: Repairs): void {
  for (const token of stray) {
    const fix = replacing(findings, `Delete \`${token.image}\``, token.startOffset, token.end, "", false);
    reportCloser(findings, token, undefined, fix);
  }
  for (const token of mismatched) {
    const wanted = partners.get(token.opener!.image)!;
    reportCloser(
      findings,
      token,
      wanted,
      replacing(findings, `Write \`${wanted}\``, token.startOffset, token.end, wanted),
    );
  }
}

function reportCloser(findings: Findings, token: Token, wanted: string | undefined, fix: Fix): void {
  find(
    findings,
    messages.nothingToClose,
    token.startOffset,
    token.end,
    { closer: token.image, opener: partners.get(token.image)!, ...(wanted === undefined ? {} : { wanted }) },
    { fix },
  );
}

/** Brackets that end at the same place share one message, at the last of them. */
function reportUnclosed(
  findings: Findings,
  { unclosed }: Repairs,
  end: number,
  tooDeep: readonly Token[],
): void {
  const isExplained = ({ opener }: Repairs["unclosed"][number]) =>
    tooDeep.some(
      (deep) =>
        (opener.startOffset <= deep.startOffset && opener.closer!.startOffset >= deep.closer!.startOffset) ||
        (opener.startOffset > deep.startOffset && opener.startOffset < deep.closer!.startOffset),
    );
  const told = unclosed.filter((entry) => !isExplained(entry));
  for (const [before, group] of groupedByPlace(told)) {
    const openers = group.map(({ opener }) => opener).sort((a, b) => a.startOffset - b.startOffset);
    reportOpener(findings, openers.at(-1)!, openers.slice(0, -1), before === end);
  }
}

function reportOpener(findings: Findings, opener: Token, others: readonly Token[], atEnd: boolean): void {
  const related = others.slice(0, 5).map((other) => ({
    span: spanOf(findings, other.startOffset, other.end),
    message: `this \`${other.image}\` is open too`,
  }));
  const closer = partners.get(opener.image)!;
  const place = opener.closer!.startOffset;
  const fix =
    others.length > 0 || closer === "}"
      ? undefined
      : replacing(findings, `Insert \`${closer}\``, place, place, closer, false);
  const holes = { opener: opener.image, closer, others: others.length, atEnd };
  find(findings, messages.neverClosed, opener.startOffset, opener.end, holes, { related, fix });
}

function groupedByPlace(unclosed: Repairs["unclosed"]): Map<number, Repairs["unclosed"]> {
  const groups = new Map<number, Repairs["unclosed"]>();
  for (const entry of unclosed) {
    const group = groups.get(entry.before);
    if (group === undefined) groups.set(entry.before, [entry]);
    else group.push(entry);
  }
  return groups;
}
