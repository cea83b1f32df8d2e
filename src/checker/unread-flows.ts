/** NN306 of flows: each reaches somebody. Only the ends of what leads nowhere are reported. */
import { report } from "../diagnostics/define-message.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { messages } from "../diagnostics/messages.ts";
import type { LayerGraph } from "./model.ts";

export function unreadFlows(
  { applications, layers, values }: LayerGraph,
  isRead: (value: number) => boolean,
): readonly Diagnostic[] {
  return applications
    .filter(({ outputs }) => !outputs.some(isRead))
    .map(({ layer, outputs, span }) => {
      const { name } = values[outputs[0]];
      return report(messages.unused, span, { kind: "flow", layer: layers[layer].type, name });
    });
}
