/** Bounds how deep brackets nest, so that no later step can run out of stack: what is deeper is reported and left out. */
import { messages } from "../diagnostics/messages.ts";
import { type Findings, find } from "./findings.ts";
import type { Token } from "./token.ts";

const depthLimit = 64;

/** The tokens that are not too deep, and the opening brackets whose content was left out. */
export function limitDepth(
  findings: Findings,
  tokens: readonly Token[],
): { tokens: readonly Token[]; tooDeep: readonly Token[] } {
  const tooDeep: Token[] = [];
  const kept: Token[] = [];
  let depth = 0;
  let skipTo: Token | undefined;
  for (const token of tokens) {
    if (skipTo !== undefined && token !== skipTo) continue;
    skipTo = undefined;
    kept.push(token);
    if (token.opener !== undefined) depth -= 1;
    if (token.closer === undefined) continue;
    depth += 1;
    if (depth <= depthLimit) continue;
    tooDeep.push(token);
    skipTo = token.closer;
  }
  for (const { startOffset, end } of tooDeep) {
    find(findings, messages.tooDeep, startOffset, end, { what: "brackets", limit: depthLimit });
  }
  return { tokens: kept, tooDeep };
}
