/** The colours of a program while it is typed: `grammar/nn.tmLanguage.json`, which the parser prints, read line by line. */
import { HighlightStyle, StreamLanguage, type StringStream, syntaxHighlighting } from "@codemirror/language";
import { type Tag, tags } from "@lezer/highlight";
import grammar from "../../grammar/nn.tmLanguage.json";

interface State {
  /** The end of the comment that goes on from line to line. */
  readonly until?: string;
}

/** Scopes by how they begin, the more particular first. */
const scopes: readonly (readonly [string, Tag])[] = [
  ["comment.line.documentation", tags.docComment],
  ["comment", tags.comment],
  ["string", tags.string],
  ["constant.numeric", tags.number],
  ["constant.language", tags.bool],
  ["keyword.control", tags.keyword],
  ["keyword.operator", tags.operator],
  ["variable.parameter", tags.propertyName],
  ["entity.name.type", tags.typeName],
  ["entity.name.function", tags.function(tags.variableName)],
  ["invalid", tags.invalid],
  ["punctuation", tags.punctuation],
];

const rules = grammar.patterns.map((pattern) => ({
  ...pattern,
  rule: new RegExp(pattern.match ?? pattern.begin, "y"),
}));

const language = StreamLanguage.define<{ inside: State }>({
  name: "nn",
  startState: () => ({ inside: {} }),
  copyState: ({ inside }) => ({ inside }),
  token: (stream, state) =>
    state.inside.until === undefined ? readToken(stream, state) : readOn(stream, state),
  tokenTable: Object.fromEntries(scopes.map(([scope, tag]) => [tokenName(scope), tag])),
  languageData: {
    commentTokens: { line: "//", block: { open: "/*", close: "*/" } },
    closeBrackets: { brackets: ["(", "[", "{", '"'] },
  },
});

const style = HighlightStyle.define([
  { tag: tags.comment, color: "var(--code-comment)", fontStyle: "italic" },
  { tag: tags.docComment, color: "var(--code-doc)" },
  { tag: tags.string, color: "var(--code-string)" },
  { tag: [tags.number, tags.bool, tags.null], color: "var(--code-number)" },
  { tag: [tags.keyword, tags.modifier, tags.controlKeyword], color: "var(--code-keyword)" },
  { tag: tags.operator, color: "var(--code-operator)" },
  { tag: tags.propertyName, color: "var(--code-argument)" },
  { tag: [tags.typeName, tags.className], color: "var(--code-type)" },
  { tag: tags.function(tags.variableName), color: "var(--code-layer)" },
  { tag: tags.invalid, color: "var(--error)" },
  { tag: tags.punctuation, color: "var(--soft)" },
]);

/** For programs. */
export const programColours = [language, syntaxHighlighting(style)];
/** For TypeScript, whose language comes from elsewhere. */
export const codeColours = syntaxHighlighting(style);

function readToken(stream: StringStream, state: { inside: State }): string | null {
  if (stream.eatSpace()) return null;
  for (const { name, rule, end } of rules) {
    rule.lastIndex = stream.pos;
    const found = rule.exec(stream.string);
    if (found === null || found[0] === "") continue;
    // A declaration is two words: the first is read now, the other next.
    stream.pos += name.startsWith("meta") ? found[1].length : found[0].length;
    if (end !== undefined) state.inside = { until: end };
    return name.startsWith("meta") ? tokenName("keyword.control") : tokenOf(name);
  }
  stream.next();
  return null;
}

function readOn(stream: StringStream, state: { inside: State }): string {
  const rule = new RegExp(state.inside.until ?? "", "g");
  rule.lastIndex = stream.pos;
  if (rule.exec(stream.string) === null) stream.skipToEnd();
  else {
    stream.pos = rule.lastIndex;
    state.inside = {};
  }
  return tokenName("comment");
}

function tokenOf(name: string): string | null {
  const scope = scopes.find(([start]) => name.startsWith(start))?.[0];
  return scope === undefined ? null : tokenName(scope);
}

/** Names of tokens hold no dots: CodeMirror reads those as modifiers. */
function tokenName(scope: string): string {
  return scope.replaceAll(".", "-");
}
