/** Numbers, texts and constants → their nodes; a form that the language does not have is reported with its repair. */
import { messages } from "../diagnostics/messages.ts";
import { type Findings, find, replacing } from "./findings.ts";
import { readNumber } from "./numbers.ts";
import { readText } from "./texts.ts";
import type { Token } from "./token.ts";
import type { BooleanLiteral, Name, NoneLiteral, NumberLiteral, StringLiteral } from "./tree.ts";

/** What other languages call the three constants. */
const foreignConstants: ReadonlyMap<string, string> = new Map([
  ...["True", "TRUE"].map((text): [string, string] => [text, "true"]),
  ...["False", "FALSE"].map((text): [string, string] => [text, "false"]),
  ...["None", "NONE", "null", "nil", "undefined"].map((text): [string, string] => [text, "none"]),
]);

export function constantNode({ startOffset: start, end, image }: Token): BooleanLiteral | NoneLiteral {
  return constant(start, end, image);
}

function constant(start: number, end: number, text: string): BooleanLiteral | NoneLiteral {
  return text === "none"
    ? { kind: "None", start, end }
    : { kind: "Boolean", start, end, value: text === "true" };
}

/** `True` and its like as the constant that is meant; any other name as it is. */
export function constantOrName(findings: Findings, name: Name): Name | BooleanLiteral | NoneLiteral {
  const { start, end, text } = name;
  const meant = foreignConstants.get(text);
  if (meant === undefined) return name;
  const fix = replacing(findings, `Write \`${meant}\``, start, end, meant);
  find(findings, messages.foreignLiteral, start, end, { found: text, meant }, { fix });
  return constant(start, end, meant);
}

export function numberNode(findings: Findings, token: Token): NumberLiteral {
  const { startOffset: start, end, image: raw } = token;
  const { value, unit, form, range } = readNumber(raw);
  const text = raw.length > 40 ? `${raw.slice(0, 39)}…` : raw;
  if (form !== undefined) {
    const { rule, repaired } = form;
    const fix =
      repaired === undefined ? undefined : replacing(findings, `Write \`${repaired}\``, start, end, repaired);
    find(findings, messages.numberForm, start, end, { text, rule, repaired }, { fix });
  } else if (range !== undefined) {
    find(findings, messages.numberOutOfRange, start, end, { text, why: range });
  }
  return { kind: "Number", start, end, value, ...(unit === undefined ? {} : { unit }), raw };
}

export function textNode(findings: Findings, { startOffset: start, end }: Token): StringLiteral {
  const { text } = findings.source;
  const { value, wrong } = readText(text.slice(start, end));
  for (const mistake of wrong) {
    const [from, to] = [start + mistake.start, start + mistake.end];
    const found = text.slice(from, to);
    const repaired = `\`${mistake.repaired}\``;
    const holes = { text: found.startsWith("\\") ? `\`${found}\`` : "a control character", repaired };
    const fix = replacing(findings, `Write ${repaired}`, from, to, mistake.repaired);
    find(findings, messages.textEscape, from, to, holes, { fix });
  }
  return { kind: "String", start, end, value };
}
