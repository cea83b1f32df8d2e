/** Names of the library in another spelling (`Adam`, `Conv2D`, `"ReLU"`): what they mean is sure, so they are reported and understood. */
import { report } from "../diagnostics/define-message.ts";
import { messages } from "../diagnostics/messages.ts";
import { isSpelling } from "../diagnostics/suggest.ts";
import type { Entry } from "../library/entry.ts";
import type { Category, Library } from "../library/library.ts";
import { RESOLVED_NAMES } from "../library/resolve-accuracy.ts";
import type { Span } from "../source.ts";
import { categoryWords } from "./category-words.ts";
import { type Run, textAt } from "./run.ts";

/** The name that a spelling stands for, after a report; undefined where nothing is sure. */
export function respell(run: Run, category: Category, name: string, span: Span): string | undefined {
  const spelled = respelled(name, category, run.library);
  if (spelled === undefined) return undefined;
  const what = categoryWords.get(category) ?? category;
  const text = textAt(run, span);
  const edits = [{ span, text: spelled }];
  const whole = text === name || text === JSON.stringify(name);
  const fix = whole ? { title: `Write ${spelled}`, safe: true, edits } : undefined;
  run.report(report(messages.unknownName, span, { what, name, spelled }, { fix }));
  return spelled;
}

/** The same without a report. */
export function respelled(name: string, category: Category, library: Library): string | undefined {
  if (category === "layers" && isOfTorch(name)) return undefined;
  const rooms = category === "layers" ? [library.layers, library.activations] : [library[category]];
  const words = category === "metrics" ? RESOLVED_NAMES : [];
  const known = [...rooms.flatMap(({ names }) => names), ...words].filter((one) => isSpelling(one, name));
  const ofKeras = (entry: Entry) => isSpelling(entry.keras, name);
  const entries: readonly Entry[] = rooms.flatMap((room): readonly Entry[] => room.entries);
  return known.toSorted((a, b) => a.length - b.length)[0] ?? entries.find(ofKeras)?.name;
}

/** PyTorch's `Linear` is `dense`, and not the activation that changes nothing. */
function isOfTorch(name: string): boolean {
  return name === "Linear";
}
