/** NN306: every input and every flow reaches an output. Only the ends of what leads nowhere are reported. */
import { report } from "../../diagnostics/define-message.ts";
import { messages } from "../../diagnostics/messages.ts";
import { showShape } from "../../tensor/index.ts";
import type { Rule } from "../rule-context.ts";
import { unreadFlows } from "../unread-flows.ts";

export const everythingIsRead: Rule = (model, context) => {
  if (context.broken) return [];
  const outputs = new Set(model.outputs.map(({ value }) => value));
  const isRead = (value: number) => outputs.has(value) || context.readers(value).length > 0;
  const inputs = model.inputs.filter(({ value }) => !isRead(value));
  return [
    ...inputs.map(({ name, type, span }) =>
      report(messages.unused, span, { kind: "input", name, values: showShape(type.shape.slice(1)) }),
    ),
    ...unreadFlows(model, isRead),
  ];
};
