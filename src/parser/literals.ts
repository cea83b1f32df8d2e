/** Numbers, texts and constants → their nodes; a form that the language does not have is reported with its repair. */
import { messages } from "../diagnostics/messages.ts";
import { shortened } from "../diagnostics/shortened.ts";
import { detached } from "./detached.ts";
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

/** A number in a wrong form has the value of the right one. */
export function numberNode(findings: Findings, token: Token): NumberLiteral {
  const { startOffset: start, end, image } = token;
  const written = readNumber(image);
  const text = shortened(image);
  if (written.form !== undefined) {
    const { rule, repaired } = written.form;
    const fix =
      repaired === undefined ? undefined : replacing(findings, `Write \`${repaired}\``, start, end, repaired);
    find(findings, messages.numberForm, start, end, { text, rule, repaired }, { fix });
  } else if (written.range !== undefined) {
    find(findings, messages.numberOutOfRange, start, end, { text, why: written.range });
  }
  const raw = /^\d/.test(written.form?.repaired ?? "") ? written.form!.repaired! : image;
  const { value, unit } = raw === image ? written : readNumber(raw);
  return { kind: "Number", start, end, value, ...(unit === undefined ? {} : { unit }), raw: detached(raw) };
}

export function textNode(findings: Findings, { startOffset: start, end, image }: Token): StringLiteral {
  const { text } = findings.source;
  const quote = image.slice(0, 1);
  const closed = image.length > 1 && image.endsWith(quote);
  const { value, wrong } = readText(text.slice(start + 1, closed ? end - 1 : end), quote);
  for (const mistake of wrong) {
    const [from, to] = [start + 1 + mistake.start, start + 1 + mistake.end];
    const found = text.slice(from, to);
    const repaired = `\`${mistake.repaired}\``;
    const holes = { text: found.startsWith("\\") ? `\`${found}\`` : "a control character", repaired };
    const fix = replacing(findings, `Write ${repaired}`, from, to, mistake.repaired);
    find(findings, messages.textEscape, from, to, holes, { fix });
  }
  return { kind: "String", start, end, value: detached(value) };
}
