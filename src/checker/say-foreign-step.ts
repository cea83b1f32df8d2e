/** Words in the place of a layer that mean something else: settings without their form, words of other languages, other entries. */
import { messages } from "../diagnostics/messages.ts";
import type { Span } from "../source.ts";
import { categoryOf } from "./category-words.ts";
import { type Scope, say } from "./scope.ts";
import { type Form, settingKeys } from "./setting-docs.ts";

const forms: readonly Form[] = ["compile", "train"];

/** Words with which other languages give names and results. */
const foreign: ReadonlyMap<string, string> = new Map([
  ...["let", "var", "val", "def", "auto"].map((word): [string, string] => [
    word,
    "A name is given without a word before it: `h = x -> dense(8)`.",
  ]),
  ...["return", "yield"].map((word): [string, string] => [
    word,
    "Write `output` and the value's name; the last value is the output anyway.",
  ]),
]);

/** False where the word is none of these, with nothing said. */
export function sayForeignStep(name: string, span: Span, scope: Scope): boolean {
  const form = forms.find((one) => settingKeys(one).includes(name));
  const help = foreign.get(name);
  const isA = categoryOf(name, scope.run.library);
  if (form !== undefined) saySetting(name, form, span, scope);
  else if (help !== undefined)
    say(scope, messages.unexpectedText, span, { found: `\`${name}\``, expected: "a value or a layer", help });
  else if (isA !== undefined) say(scope, messages.unknownName, span, { what: "layer or block", name, isA });
  return form !== undefined || help !== undefined || isA !== undefined;
}

/** Nothing more is said of its line: what follows is the setting's value. */
function saySetting(name: string, form: Form, span: Span, scope: Scope): void {
  const place = "among the layers";
  const home = `into \`${form} { … }\``;
  say(scope, messages.misplacedStatement, span, { what: `The setting \`${name}\``, place, home });
  const text = scope.run.sources.get(span.file)?.text ?? "";
  const end = text.indexOf("\n", span.end);
  scope.run.torn.push({ file: span.file, from: span.start, to: end === -1 ? text.length : end });
}
