/** The token types of the language. Words and touching brackets are told apart after lexing, by `classify`. */
import { createToken, Lexer, type TokenType } from "chevrotain";

/** Single characters are texts, not patterns: chevrotain takes a pattern apart when it starts. */
const layout = { group: Lexer.SKIPPED };
const comment = { group: "comments" };

const Blank = createToken({ name: "Blank", pattern: /[ \t\r\n\f\v\uFEFF]+/, line_breaks: true, ...layout });
export const LineComment = createToken({ name: "LineComment", pattern: /\/\/[^\r\n]*/, ...comment });
export const BlockComment = createToken({
  name: "BlockComment",
  pattern: /\/\*[\s\S]*?\*\//,
  line_breaks: true,
  ...comment,
});
export const UnclosedComment = createToken({
  name: "UnclosedComment",
  pattern: /\/\*[\s\S]*/,
  line_breaks: true,
  ...comment,
});
export const HashComment = createToken({ name: "HashComment", pattern: /#[^\r\n]*/, ...comment });

export const Name = createToken({ name: "NAME", pattern: /[A-Za-z_][A-Za-z0-9_]*/ });
/** Wider than the language, so that `.5`, `1.`, `0x10` and `12abc` are one token with one message. */
export const NumberToken = createToken({
  name: "NUMBER",
  pattern: /(?:\d[\d_]*(?:\.\d[\d_]*|\.(?!\.))?|\.\d[\d_]*)(?:[eE][+-]?\d[\d_]*)?(?:[A-Za-z_][A-Za-z0-9_]*)?/,
});
export const StringToken = createToken({ name: "STRING", pattern: /"(?:[^"\\\r\n]|\\[^\r\n])*"/ });
export const SingleQuoted = createToken({ name: "SingleQuoted", pattern: /'(?:[^'\\\r\n]|\\[^\r\n])*'/ });
export const UnclosedString = createToken({ name: "UnclosedString", pattern: /["'][^\r\n]*/ });

export const Arrow = createToken({ name: "Arrow", pattern: /->|=>|\|>|→|⇒/, label: "->" });
export const Operator = createToken({
  name: "OPERATOR",
  pattern: /\*\*|\.\.|[<>=!]=|[<>+*/%^≤≥≠]/,
});
export const Minus = createToken({ name: "Minus", pattern: "-", label: "-" });
export const Equals = createToken({ name: "Equals", pattern: "=", label: "=" });
export const Colon = createToken({ name: "Colon", pattern: ":", label: ":" });
export const Comma = createToken({ name: "Comma", pattern: ",", label: "," });
export const Semicolon = createToken({ name: "Semicolon", pattern: ";", label: ";" });
export const OpenBrace = createToken({ name: "OpenBrace", pattern: "{", label: "{" });
export const CloseBrace = createToken({ name: "CloseBrace", pattern: "}", label: "}" });
export const OpenParen = createToken({ name: "OpenParen", pattern: "(", label: "(" });
export const CloseParen = createToken({ name: "CloseParen", pattern: ")", label: ")" });
export const OpenBracket = createToken({ name: "OpenBracket", pattern: "[", label: "[" });
export const CloseBracket = createToken({ name: "CloseBracket", pattern: "]", label: "]" });
/** A parenthesis that touches the name before it begins an argument list; a free one begins a group. */
export const TouchingParen = createToken({ name: "TOUCHING_PAREN", pattern: Lexer.NA, label: "(" });
/** A bracket that touches a type's name or its arguments begins its dimensions; a free one begins a list. */
export const TouchingBracket = createToken({ name: "TOUCHING_BRACKET", pattern: Lexer.NA, label: "[" });
export const Literal = createToken({ name: "LITERAL", pattern: Lexer.NA });
/** A word kept for later versions of the language. */
export const Reserved = createToken({ name: "RESERVED", pattern: Lexer.NA });

function word(text: string): TokenType {
  return createToken({ name: text.toUpperCase(), pattern: Lexer.NA, label: text });
}
export const Model = word("model");
export const Block = word("block");
export const Input = word("input");
export const Target = word("target");
export const Output = word("output");
export const Repeat = word("repeat");
export const In = word("in");
export const Const = word("const");
export const Param = word("param");
export const Layer = word("layer");
export const Compile = word("compile");
export const Train = word("train");
export const Data = word("data");
export const Test = word("test");
export const Assert = word("assert");
export const Import = word("import");
export const From = word("from");

/** The words that begin a statement. */
export const formWords: readonly TokenType[] = [
  Model,
  Block,
  Import,
  Const,
  Param,
  Input,
  Target,
  Output,
  Repeat,
  Layer,
  Compile,
  Train,
  Data,
  Test,
  Assert,
];

/** What a word means where words are reserved. */
export const wordTypes: ReadonlyMap<string, TokenType> = new Map<string, TokenType>([
  ...[...formWords, In, From].map((type): [string, TokenType] => [type.LABEL ?? type.name, type]),
  ...["true", "false", "none"].map((text): [string, TokenType] => [text, Literal]),
  ...["if", "else"].map((text): [string, TokenType] => [text, Reserved]),
]);

/** What the lexer looks for, most particular first. */
export const lexedTypes: readonly TokenType[] = [
  Blank,
  LineComment,
  BlockComment,
  UnclosedComment,
  HashComment,
  Name,
  Arrow,
  Operator,
  NumberToken,
  StringToken,
  SingleQuoted,
  UnclosedString,
  Minus,
  Equals,
  Colon,
  Comma,
  Semicolon,
  OpenBrace,
  CloseBrace,
  OpenParen,
  CloseParen,
  OpenBracket,
  CloseBracket,
];

/** What the grammar speaks of. */
export const grammarTypes: readonly TokenType[] = [
  Name,
  NumberToken,
  StringToken,
  Literal,
  Reserved,
  Arrow,
  Operator,
  Minus,
  Equals,
  Colon,
  Comma,
  Semicolon,
  OpenBrace,
  CloseBrace,
  OpenParen,
  CloseParen,
  OpenBracket,
  CloseBracket,
  TouchingParen,
  TouchingBracket,
  In,
  From,
  ...formWords,
];
