/** A value in words, for messages: `the number 3`, `the text "same"`, `a list of 2`. */
import type { Value } from "../value.ts";

export function describeValue(value: Value): string {
  switch (value.kind) {
    case "number":
      return `the number ${value.number}`;
    case "string":
      return `the text ${JSON.stringify(value.text)}`;
    case "boolean":
      return String(value.boolean);
    case "none":
      return "none";
    case "name":
      return `the name \`${value.name}\``;
    case "list":
      return `a list of ${value.items.length}`;
    case "call":
      return `\`${value.name}(…)\``;
    case "tensor":
      return `the value \`${value.name}\``;
  }
}
