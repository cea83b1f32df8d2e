/** Reads the settings of a form: each key known, and given once. */
import { messages } from "../diagnostics/messages.ts";
import type { Setting, Settings } from "../parser/tree.ts";
import { noteUse } from "./code-index.ts";
import { removal } from "./removal.ts";
import { sayUnknown } from "./say-problem.ts";
import { type Scope, say, spanOf } from "./scope.ts";
import { type Form, settingKeys } from "./setting-docs.ts";

interface Keys {
  /** As messages call the form: `compile`. */
  readonly form: Form;
  /** What Keras has and this compiler does not, with what to do instead. */
  readonly unsupported?: ReadonlyMap<string, string>;
}

export function readSettings(
  { items }: Settings,
  { form, unsupported }: Keys,
  scope: Scope,
): ReadonlyMap<string, Setting> {
  const known = settingKeys(form);
  const found = new Map<string, Setting>();
  for (const item of items) {
    if (item.kind !== "Setting") continue;
    const { key } = item;
    const span = spanOf(scope, key);
    const before = found.get(key.text);
    const help = unsupported?.get(key.text);
    if (known.includes(key.text)) noteUse(scope.run.index, span, { kind: "setting", form, name: key.text });
    if (help !== undefined) say(scope, messages.notSupported, span, { what: `\`${key.text}\` is`, help });
    else if (!known.includes(key.text)) sayUnknown(scope, span, `setting of \`${form}\``, key.text, known);
    else if (before === undefined) found.set(key.text, item);
    else {
      const related = [{ span: spanOf(scope, before), message: "it is first given here" }];
      say(
        scope,
        messages.givenTwice,
        span,
        { what: "setting", name: key.text, help: "Keep one of the two." },
        { related, fix: removal(scope.run, span, "setting") },
      );
    }
  }
  return found;
}

/** The one statement of a form; a second is reported. */
export function onlyOne<
  S extends { readonly start: number; readonly end: number; readonly settings: Settings },
>(statements: readonly S[], form: string, scope: Scope): S | undefined {
  const [first, ...more] = statements;
  for (const statement of more) {
    const span = spanOf(scope, { start: statement.start, end: statement.start + form.length });
    const related = [
      {
        span: spanOf(scope, { start: first.start, end: first.start + form.length }),
        message: "it is first given here",
      },
    ];
    say(
      scope,
      messages.givenTwice,
      span,
      { what: "form", name: form, help: "Put all settings into one." },
      { related },
    );
  }
  return first;
}
