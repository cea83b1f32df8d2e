/** A thing of the library as hover, completion and signature help show it: how it is written, and what it does. */

import type { Entry } from "../../library/entry.ts";
import type { Category } from "../../library/library.ts";
import { signature } from "../../library/signature.ts";
import { code, paragraphs } from "./markdown.ts";

const nouns: Record<Category, string> = {
  layers: "layer",
  activations: "activation",
  initializers: "initializer",
  regularizers: "regularizer",
  constraints: "constraint",
  optimizers: "optimizer",
  schedules: "schedule",
  losses: "loss",
  metrics: "metric",
  callbacks: "callback",
};

function nounOf(category: Category): string {
  return nouns[category];
}

/** `here` is what is known of it at one place: it stands between the documentation and the long list of arguments. */
export function describeEntry(category: Category, entry: Entry, here?: string): string {
  const others = entry.aliases.map((alias) => `\`${alias}\``);
  const also = others.length === 0 ? "" : `; also ${others.join(", ")}`;
  const known = `*${capitalized(nounOf(category))}, Keras's \`${entry.keras}\`${also}.*`;
  return paragraphs(entry.doc, here, code(signature(entry)), known);
}

function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
