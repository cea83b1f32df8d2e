/** The rules for `compile`, `train`, `data` and `test`: braces that hold settings, and in `data` bindings. */
import type { ParserMethod } from "chevrotain";
import { messages } from "../diagnostics/messages.ts";
import { shortened } from "../diagnostics/shortened.ts";
import { FlowGrammar } from "./flow-grammar.ts";
import { numberNode, textNode } from "./literals.ts";
import { is, isOneOf, retype, type Token } from "./token.ts";
import {
  CloseBrace,
  Colon,
  Comma,
  Compile,
  Data,
  Equals,
  Literal,
  Name,
  NumberToken,
  OpenBrace,
  OpenBracket,
  Semicolon,
  StringToken,
  Test,
  Train,
} from "./tokens.ts";
import type {
  CompileStatement,
  DataStatement,
  Entry,
  Flow,
  Setting,
  Settings,
  TestStatement,
  TrainStatement,
} from "./tree.ts";
import { nameOf, operandStarts } from "./value-grammar.ts";

export abstract class SettingGrammar extends FlowGrammar {
  protected readonly compile: ParserMethod<[], CompileStatement> = this.rule("compile", () => {
    const word = this.CONSUME(Compile) as Token;
    const settings = this.SUBRULE(this.settings);
    return { kind: "Compile", start: word.startOffset, end: this.end(), settings };
  });

  protected readonly train: ParserMethod<[], TrainStatement> = this.rule("train", () => {
    const word = this.CONSUME(Train) as Token;
    const settings = this.SUBRULE(this.settings);
    return { kind: "Train", start: word.startOffset, end: this.end(), settings };
  });

  protected readonly test: ParserMethod<[], TestStatement> = this.rule("test", () => {
    const word = this.CONSUME(Test) as Token;
    const title = this.quoted("title", 'A test has a title in quotes: `test "title" { … }`.');
    const settings = this.SUBRULE(this.settings);
    return { kind: "Test", start: word.startOffset, end: this.end(), title, settings };
  });

  protected readonly data: ParserMethod<[], DataStatement> = this.rule("data", () => {
    const word = this.CONSUME(Data) as Token;
    const path = this.quoted("file", 'Data has a file in quotes: `data "file.csv" { … }`.');
    const settings = this.SUBRULE(this.bindings);
    return { kind: "Data", start: word.startOffset, end: this.end(), path, settings };
  });

  private readonly settings: ParserMethod<[], Settings> = this.rule("settings", () => {
    const items: (Setting | Flow)[] = [];
    return this.braced(items, () =>
      this.MANY(() => {
        this.OR([
          { ALT: () => items.push(this.SUBRULE(this.setting)) },
          { ALT: () => this.CONSUME(Semicolon) },
        ]);
      }),
    );
  });

  private readonly bindings: ParserMethod<[], Settings> = this.rule("bindings", () => {
    const items: (Setting | Flow)[] = [];
    return this.braced(items, () =>
      this.MANY(() => {
        // A key without a value fits neither way, so chevrotain cannot choose.
        if (this.sees(Name) && !this.sees(Equals, 2)) items.push(this.SUBRULE1(this.setting));
        else
          this.OR([
            { ALT: () => items.push(this.SUBRULE(this.binding)) },
            { ALT: () => items.push(this.SUBRULE(this.setting)) },
            { ALT: () => this.CONSUME(Semicolon) },
          ]);
      }),
    );
  });

  /** What stands in braces; without `{` it reaches to a `}` that closes nothing else, or to the end of the line. */
  private braced(items: (Setting | Flow)[], content: () => void): Settings {
    const start = this.start();
    const open = this.take(0, OpenBrace, "`{`: settings stand in braces");
    if (open !== undefined || this.strayCloserAhead()) {
      do content();
      while (this.skipJunk());
    } else while (this.sees(Name) && this.onSameLine()) items.push(this.subrule(2, this.setting));
    if (!this.parsing || this.sees(CloseBrace)) this.CONSUME(CloseBrace);
    return { kind: "Settings", start: Math.min(start, this.end()), end: this.end(), items };
  }

  private skipJunk(): boolean {
    if (!this.parsing || this.ahead() === undefined || this.sees(CloseBrace)) return false;
    const rule = "A setting begins with its key, such as `optimizer` or `epochs`.";
    this.complain(messages.misplacedStart, { found: this.found(), rule });
    do this.skip();
    while (this.ahead() !== undefined && !this.seesBoundary());
    return true;
  }

  private seesBoundary(): boolean {
    return isOneOf(this.ahead(), [CloseBrace, Semicolon]) || (this.sees(Name) && this.ahead()!.firstOnLine);
  }

  private readonly binding: ParserMethod<[], Flow> = this.rule("binding", () => {
    const name = nameOf(this.CONSUME(Name) as Token);
    this.CONSUME(Equals);
    const source = this.SUBRULE(this.expression);
    const steps = this.steps(1);
    return { kind: "Flow", start: name.start, end: this.end(), names: [name], source, steps };
  });

  private readonly setting: ParserMethod<[], Setting> = this.rule("setting", () => {
    const token = this.CONSUME(Name) as Token;
    const key = nameOf(token);
    const punctuated = this.parsing && this.passSign(token);
    const entries: Entry[] = [];
    if (this.parsing && !this.seesValue()) entries.push(this.missingEntry(token));
    else {
      entries.push(this.SUBRULE1(this.entry));
      this.listed(
        () => this.seesAnotherEntry(punctuated),
        () => entries.push(this.SUBRULE2(this.entry)),
      );
    }
    return { kind: "Setting", start: key.start, end: this.end(), key, entries };
  });

  /** `key: value` and `key = value` are read as `key value`. */
  private passSign(key: Token): boolean {
    const sign = this.ahead();
    if (!isOneOf(sign, [Colon, Equals])) return false;
    const next = this.ahead(2)?.startOffset ?? sign!.end;
    const blank = this.findings.source.text.slice(sign!.end, next).trim() === "";
    const [from, to] = blank ? [key.end, next] : [sign!.startOffset, sign!.end];
    const fix = this.replacing(`Delete \`${sign!.image}\``, from, to, blank ? " " : "");
    this.say(
      messages.settingPunctuation,
      sign!.startOffset,
      sign!.end,
      { key: shortened(key.image), sign: sign!.image },
      fix,
    );
    this.SKIP_TOKEN();
    return true;
  }

  private seesValue(): boolean {
    return this.onSameLine() && isOneOf(this.ahead(), operandStarts);
  }

  private missingEntry(key: Token): Entry {
    const name = shortened(key.image);
    const rule = `\`${name}\` has no value; it stands on the same line.`;
    const help = `Write \`${name} …\`, or delete the word.`;
    this.complain(messages.missingPart, { rule, help }, undefined, key);
    const value = this.nothing("value");
    return { kind: "Entry", start: value.start, end: value.end, value };
  }

  /** Whether the comma ahead goes on with this setting's list, rather than ending it by mistake. */
  private seesAnotherEntry(punctuated: boolean): boolean {
    const [comma, next, after] = [this.ahead(1), this.ahead(2), this.ahead(3)];
    if (!is(comma, Comma) || !isOneOf(next, operandStarts)) return false;
    if (!is(next, Name)) return true;
    if (punctuated && isOneOf(after, [Colon, Equals])) return this.separates(comma!);
    const begins =
      after?.line === next!.line && isOneOf(after, [Name, NumberToken, StringToken, Literal, OpenBracket]);
    if (begins && next!.line === comma!.line && !this.seesTwoSettings()) return this.separates(comma!);
    return !(begins && next!.line !== comma!.line);
  }

  /** `metrics mse, mae optimizer adam`: behind two names stands a value, so that the second is the next key. */
  private seesTwoSettings(): boolean {
    const [key, value] = [this.ahead(3), this.ahead(4)];
    return is(key, Name) && value?.line === key!.line && isOneOf(value, operandStarts);
  }

  /** `optimizer: adam, loss: mse` has commas where settings are separated by `;`. */
  private separates(comma: Token): false {
    retype(comma, Semicolon);
    const fix = this.replacing("Write `;`", comma.startOffset, comma.end, ";");
    this.say(messages.extraComma, comma.startOffset, comma.end, { where: "between" }, fix);
    return false;
  }

  private readonly entry: ParserMethod<[], Entry> = this.rule("entry", () => {
    const start = this.start();
    if (this.parsing) this.mendEquals();
    const key = this.OPTION(() => {
      const name = this.OR([
        { ALT: () => nameOf(this.CONSUME(Name) as Token) },
        { ALT: () => textNode(this.findings, this.CONSUME(StringToken) as Token) },
        { ALT: () => numberNode(this.findings, this.CONSUME(NumberToken) as Token) },
      ]);
      this.CONSUME(Colon);
      return name;
    });
    const value = this.SUBRULE(this.expression);
    return {
      kind: "Entry",
      start,
      end: Math.max(start, this.end()),
      ...(key && { key }),
      value,
    };
  });

  /** `loss price = mse` is read as `loss price: mse`. */
  private mendEquals(): void {
    const [key, sign] = [this.ahead(1), this.ahead(2)];
    if (!isOneOf(key, [Name, StringToken, NumberToken]) || !is(sign, Equals)) return;
    const fix = this.replacing("Write `:`", key!.end, sign!.end, ":");
    const holes = {
      found: "`=`",
      expected: `\`:\` between \`${shortened(key!.image)}\` and what belongs to it`,
    };
    this.say(messages.unexpectedText, sign!.startOffset, sign!.end, holes, fix);
    retype(sign!, Colon);
  }
}
