/** Text → syntax tree, tokens, comments and findings. It never throws, and what is sound in a broken file is kept. */
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { messages } from "../diagnostics/messages.ts";
import type { Source } from "../source.ts";
import { balance } from "./balance.ts";
import { classify } from "./classify.ts";
import type { Comment } from "./comment.ts";
import { edited } from "./edited.ts";
import { type Findings, find, newFindings, settled } from "./findings.ts";
import { keptFrom, type Reading } from "./kept-statements.ts";
import { lex } from "./lex.ts";
import { relex } from "./relex.ts";
import { StatementGrammar } from "./statement-grammar.ts";
import type { Token } from "./token.ts";
import type { File } from "./tree.ts";
import { withDivisions } from "./with-divisions.ts";

const sizeLimit = 1024 * 1024;

export interface Parsed {
  readonly source: Source;
  readonly tree: File;
  /** As written, in order; brackets that the author forgot are not among them. */
  readonly tokens: readonly Token[];
  readonly comments: readonly Comment[];
  readonly diagnostics: readonly Diagnostic[];
  /**
   * For each statement of the file what it is wherever it stands: versions of a text that were parsed one from the other share it
   * where a statement has only moved.
   */
  readonly origins: readonly object[];
  /** For the next version of the text. */
  readonly reading: Reading;
}

/** `before` is an earlier version of the text: what has not changed since is not read again, and the result is the same without it. */
export function parse(source: Source, before?: Parsed): Parsed {
  const { length } = source.text;
  const findings = newFindings(source);
  if (length > sizeLimit) {
    find(findings, messages.sourceTooLarge, 0, 0, { characters: length, limit: sizeLimit });
    const tree: File = { kind: "File", start: 0, end: length, statements: [] };
    return { source, tree, tokens: [], comments: [], diagnostics: settled(findings), ...nothingRead };
  }
  const change = before === undefined ? undefined : edited(before.source.text, source.text);
  const lexed = (change && relex(source.text, change, before!.reading.lexed)) ?? lex(findings);
  const { raw, tokens: placed, repairs, comments } = withDivisions(source.text, lexed);
  const tokens = balance(findings, placed, repairs);
  classify(tokens);
  const parser = grammar();
  parser.begin(findings, tokens, change && keptFrom(before!.reading, raw, tokens, change.by));
  const tree = parser.file() ?? lost(findings);
  const statements = parser.read();
  return {
    source,
    tree,
    tokens: tokens.filter(({ inserted }) => !inserted),
    comments,
    diagnostics: settled(findings),
    origins: statements.map(({ read }) => read),
    reading: { lexed, raw, placed, tokens, statements },
  };
}

const nothingRead: Pick<Parsed, "origins" | "reading"> = {
  origins: [],
  reading: {
    lexed: { tokens: [], comments: [], plain: false },
    raw: [],
    placed: [],
    tokens: [],
    statements: [],
  },
};

/** Every rule mends what it meets, so chevrotain never gives up; if it should, the text is at fault and not the caller. */
function lost(findings: Findings): File {
  const { length } = findings.source.text;
  const holes = { found: "the file", expected: "a program that I can follow" };
  find(findings, messages.unexpectedText, 0, 0, holes);
  return { kind: "File", start: 0, end: length, statements: [] };
}

let shared: StatementGrammar | undefined;

/** One parser serves all texts: setting it up takes longer than parsing a file. */
function grammar(): StatementGrammar {
  shared ??= new StatementGrammar();
  return shared;
}
