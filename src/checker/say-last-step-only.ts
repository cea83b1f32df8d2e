/** NN308: a layer that reads a sequence behind a recurrent one that gives only its last step. */
import type { Fix } from "../diagnostics/diagnostic.ts";
import { messages } from "../diagnostics/messages.ts";
import { isCall } from "../library/complete-call.ts";
import type { Plain, PlainCall } from "../library/value.ts";
import type { Span } from "../source.ts";
import type { Draft } from "./draft.ts";
import type { Application } from "./model.ts";
import { textAt } from "./run.ts";
import { type Scope, say } from "./scope.ts";

interface Use {
  readonly call: PlainCall;
  readonly span: Span;
  readonly inputs: readonly number[];
}

/** Whether that is the case, after reporting it. */
export function sayLastStepOnly({ call, span, inputs }: Use, draft: Draft, scope: Scope): boolean {
  const made = makerOf(inputs[0], draft, scope);
  const layer = made === undefined ? undefined : draft.layers[made.layer];
  const recurrent = layer === undefined ? undefined : lastStepOnly(layer.call);
  if (made === undefined || recurrent === undefined) return false;
  const related = [{ span: made.span, message: `\`${recurrent}\` gives its last step here` }];
  const fix = withSequences(made.span, recurrent, scope);
  say(
    scope,
    messages.lastStepOnly,
    span,
    { layer: call.name, recurrent, severity: "error" as const },
    { related, fix },
  );
  return true;
}

/** What made a value, before layers that leave its shape alone. */
function makerOf(value: number, draft: Draft, scope: Scope): Application | undefined {
  const made = draft.applications.findLast(({ outputs }) => outputs.includes(value));
  const family =
    made === undefined ? undefined : scope.run.library.layers.find(draft.layers[made.layer].type)?.family;
  const passes = family === "regularization" || family === "activation" || family === "normalization";
  return passes && made !== undefined ? makerOf(made.inputs[0], draft, scope) : made;
}

/** The recurrent layer that a call is, or wraps, where it gives only its last step. */
function lastStepOnly(call: PlainCall): string | undefined {
  if (call.arguments.return_sequences === false) return call.name;
  const inner = Object.values(call.arguments).find(
    (value: Plain) => isCall(value) && value.arguments.return_sequences === false,
  );
  return inner === undefined ? undefined : (inner as PlainCall).name;
}

function withSequences(span: Span, recurrent: string, scope: Scope): Fix | undefined {
  const text = textAt(scope.run, span);
  const at = text.indexOf(recurrent);
  if (at === -1) return undefined;
  const close = closing(text, at + recurrent.length);
  const [place, insert] =
    close === undefined
      ? [at + recurrent.length, "(return_sequences=true)"]
      : [close, `${/\(\s*$/.test(text.slice(0, close)) ? "" : ", "}return_sequences=true`];
  const here = span.start + place;
  return {
    title: "Return the whole sequence",
    safe: true,
    edits: [{ span: { ...span, start: here, end: here }, text: insert }],
  };
}

/** Where the argument list that begins at `open` ends. */
function closing(text: string, open: number): number | undefined {
  if (text[open] !== "(") return undefined;
  let depth = 0;
  for (let i = open; i < text.length; i++) {
    if ("([".includes(text[i])) depth += 1;
    if (")]".includes(text[i])) depth -= 1;
    if (depth === 0) return i;
  }
  return undefined;
}
