/**
 * The colours of a program for editors that know no more of it than its letters: a TextMate grammar, printed from the token types,
 * so that the two cannot differ. Names stay plain where only the checker knows what they mean.
 */
import {
  Arrow,
  Block,
  BlockComment,
  type formWords,
  LineComment,
  Literal,
  Minus,
  Model,
  NumberToken,
  Operator,
  Reserved,
  StringToken,
  wordTypes,
} from "./tokens.ts";

interface Pattern {
  readonly name: string;
  readonly match?: string;
  readonly begin?: string;
  readonly end?: string;
  readonly captures?: { readonly [group: string]: { readonly name: string } };
}

/** The whole of `grammar/nn.tmLanguage.json`. Every pattern but that of block comments lies within a line. */
export function printTextMateGrammar(): string {
  const grammar = { name: "nn", scopeName: "source.nn", fileTypes: ["nn"], patterns: patterns() };
  return `${JSON.stringify(grammar, null, 2)}\n`;
}

function patterns(): readonly Pattern[] {
  const forms = [...wordTypes].filter(([, type]) => type !== Literal && type !== Reserved);
  const declaring = [Model, Block].map(({ LABEL }) => LABEL);
  return [
    { name: "comment.line.documentation.nn", match: `/${source(LineComment)}` },
    { name: "comment.line.double-slash.nn", match: source(LineComment) },
    blockComment(),
    { name: "string.quoted.double.nn", match: source(StringToken) },
    { name: "constant.numeric.nn", match: `(?<![A-Za-z0-9_])${source(NumberToken)}` },
    {
      name: "meta.declaration.nn",
      match: `\\b(${declaring.join("|")})\\s+([A-Za-z_]\\w*)`,
      captures: { 1: { name: "keyword.control.nn" }, 2: { name: "entity.name.type.nn" } },
    },
    // A word of the language names an argument or a value where an equals sign follows.
    { name: "variable.parameter.nn", match: "\\b[A-Za-z_]\\w*(?=\\s*=(?!=))" },
    { name: "keyword.control.nn", match: words(forms.map(([word]) => word)) },
    { name: "constant.language.nn", match: words(wordsOf(Literal)) },
    { name: "invalid.illegal.nn", match: words(wordsOf(Reserved)) },
    { name: "entity.name.function.nn", match: "\\b[A-Za-z_]\\w*(?=\\()" },
    { name: "variable.other.nn", match: "\\b[A-Za-z_]\\w*" },
    { name: "keyword.operator.arrow.nn", match: source(Arrow) },
    { name: "keyword.operator.nn", match: `${source(Operator)}|${source(Minus)}|=` },
    { name: "punctuation.nn", match: "[{}()\\[\\],;:]" },
  ];
}

/** TextMate reads line by line, so a comment over lines needs its two ends: those of the token's pattern. */
function blockComment(): Pattern {
  const [begin, end] = source(BlockComment).split("[\\s\\S]*?");
  return { name: "comment.block.nn", begin, end };
}

function wordsOf(type: typeof Literal): readonly string[] {
  return [...wordTypes].filter(([, each]) => each === type).map(([word]) => word);
}

function words(list: readonly string[]): string {
  return `\\b(?:${list.join("|")})\\b`;
}

function source({ PATTERN }: (typeof formWords)[number]): string {
  if (typeof PATTERN === "string") return PATTERN.replaceAll(/[()[\]{}]/g, "\\$&");
  if (!(PATTERN instanceof RegExp))
    throw new Error("only a token type with a pattern of its own has a colour of its own");
  return PATTERN.source.replaceAll("\\/", "/");
}
