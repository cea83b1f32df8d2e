/** The rules for what flows are made of: steps, types, given names, and the flow itself. */
import type { ParserMethod, TokenType } from "chevrotain";
import { messages } from "../diagnostics/messages.ts";
import { shortened } from "../diagnostics/shortened.ts";
import { textNode } from "./literals.ts";
import type { Link } from "./operators.ts";
import { attach, readAsDimensions } from "./slips.ts";
import { is, isOneOf, type Token } from "./token.ts";
import {
  Arrow,
  Colon,
  Equals,
  In,
  Literal,
  Minus,
  Name,
  NumberToken,
  OpenBracket,
  OpenParen,
  Operator,
  StringToken,
  TouchingBracket,
} from "./tokens.ts";
import type {
  Expression,
  Flow,
  Missing,
  Name as NameNode,
  Step,
  StringLiteral,
  TypeExpression,
} from "./tree.ts";
import { nameOf, ValueGrammar } from "./value-grammar.ts";

export abstract class FlowGrammar extends ValueGrammar {
  protected readonly flow: ParserMethod<[], Flow> = this.rule("flow", () => {
    const start = this.start();
    const row: Link[] = [];
    this.height = 0;
    const operand = this.OR1([{ ALT: () => this.named() }, { ALT: () => this.SUBRULE(this.group) }]);
    if (this.parsing) row.push({ operand, height: this.height });
    this.operations(row);
    const opening = this.built(row);
    const source = this.OPTION2(() => {
      this.CONSUME(Equals);
      return this.SUBRULE(this.expression);
    });
    const steps = this.steps(2);
    const names = source === undefined || !this.parsing ? [] : this.namesIn(opening);
    return { kind: "Flow", start, end: this.end(), names, source: source ?? opening, steps };
  });

  /** `x` and `(a, b)` at the left of `=`. */
  private namesIn(opening: Expression): NameNode[] {
    const items =
      opening.kind === "Tuple" ? opening.items : opening.kind === "Group" ? [opening.value] : [opening];
    const names = items.filter((item) => item.kind === "Name");
    if (names.length === items.length && names.length > 0) return names;
    const found = `\`${shortened(this.findings.source.text.slice(opening.start, opening.end))}\``;
    if (opening.kind !== "Missing")
      this.say(messages.nameOfFlow, opening.start, opening.end, { found, second: false });
    return names;
  }

  protected readonly step: ParserMethod<[], Step> = this.rule("step", () => {
    if (this.parsing && !this.seesStep()) return this.missingStep();
    return this.named();
  });

  private seesStep(): boolean {
    const token = this.ahead();
    if (token !== undefined && this.seesKeyword() && this.onSameLine()) this.acceptReserved(token);
    return is(token, Name);
  }

  private missingStep(): Missing {
    const help = this.sees(StringToken) ? "Names of layers are written without quotes." : undefined;
    const holes = { found: this.foundInstead(), expected: "a layer after `->`", help };
    this.complainOfGap(messages.unexpectedText, holes);
    const isMeant = isOneOf(this.ahead(), [StringToken, NumberToken, OpenParen, OpenBracket]);
    if (isMeant && this.onSameLine()) this.skip();
    return this.nothing("layer");
  }

  protected steps(index: number): Step[] {
    const steps: Step[] = [];
    this.many(index, () => {
      this.consume(index, Arrow);
      steps.push(this.subrule(index, this.step));
    });
    return steps;
  }

  protected readonly type: ParserMethod<[], TypeExpression> = this.rule("type", () =>
    this.OR([{ ALT: () => this.namedType() }, { ALT: () => this.bareDimensions() }]),
  );

  private bareDimensions(): TypeExpression {
    const dims = this.SUBRULE(this.list);
    return { kind: "Type", start: dims.start, end: dims.end, dims };
  }

  private namedType(): TypeExpression {
    const token = this.CONSUME(Name) as Token;
    if (this.parsing) this.attachArguments(token);
    const list = this.OPTION(() => this.SUBRULE(this.arguments));
    if (this.sees(OpenBracket) && this.onSameLine())
      attach(this.findings, token, this.ahead()!, TouchingBracket);
    const dims = this.OPTION1(() => this.SUBRULE(this.dimensions));
    return {
      kind: "Type",
      start: token.startOffset,
      end: this.end(),
      name: nameOf(token),
      ...(list && { arguments: list }),
      ...(dims && { dims }),
    };
  }

  protected typeAfterColon(): TypeExpression {
    this.CONSUME(Colon);
    if (this.sees(OpenParen) && this.onSameLine()) readAsDimensions(this.findings, this.ahead()!);
    if (!this.parsing || isOneOf(this.ahead(), [Name, OpenBracket])) return this.SUBRULE(this.type);
    this.missing("type", "After `:` stands a type, such as `[28, 28]`, `i32[time]` or `class(10)`.");
    return { kind: "Type", start: this.end(), end: this.end() };
  }

  /** `in low..high`. */
  protected range(): Expression {
    this.CONSUME(In);
    return this.subrule(1, this.expression);
  }

  /** The text that has to stand on the line of the word before it; what stands there without quotes is passed over. */
  protected quoted(what: string, rule: string): StringLiteral | Missing {
    if (!this.parsing || (this.sees(StringToken) && this.onSameLine())) {
      return textNode(this.findings, this.CONSUME(StringToken) as Token);
    }
    const absent = this.missing(what, rule);
    while (this.onSameLine() && isOneOf(this.ahead(), [Name, NumberToken, Operator, Minus]))
      this.SKIP_TOKEN();
    return absent;
  }

  /** The name that a form gives, on the line of its word; `followers` show that a name on a later line is meant. */
  protected givenName(rule: string, followers: readonly TokenType[]): NameNode | Missing {
    if (this.parsing && !this.seesGivenName(followers)) return this.missing("name", rule);
    return nameOf(this.CONSUME(Name) as Token);
  }

  private seesGivenName(followers: readonly TokenType[]): boolean {
    const token = this.ahead();
    if (token === undefined) return false;
    const next = this.ahead(2);
    const goesOn = next?.line === token.line && (isOneOf(next, [Name, StringToken]) || this.seesKeyword(2));
    if ((this.seesKeyword() || is(token, Literal)) && this.onSameLine() && !(goesOn && !is(next, In)))
      this.acceptReserved(token);
    if (!is(token, Name) || this.onSameLine()) return is(token, Name);
    if (!isOneOf(next, followers)) return false;
    this.joinLines(token);
    return true;
  }

  /** A name on the line after its word, where nothing else can be meant. */
  private joinLines(token: Token): void {
    const fix = this.replacing("Join the lines", this.end(), token.startOffset, " ");
    const rule = `The name stands on the line of \`${this.ahead(0)!.image}\`.`;
    this.say(messages.missingPart, token.startOffset, token.end, { rule }, fix);
  }
}
