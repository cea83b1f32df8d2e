/** NN705: files of weights that a model begins with are there, where there is a disk to ask. */
import { report } from "../../diagnostics/define-message.ts";
import { messages } from "../../diagnostics/messages.ts";
import type { Rule } from "../rule-context.ts";

export const weightsAreThere: Rule = ({ layers, train }, { hasFile, place }) => {
  const named = [
    ...layers
      .filter(({ weightsFile }) => weightsFile !== undefined)
      .map(({ weightsFile, span, name }) => ({ weightsFile, span, what: `\`${name}\`` })),
    { weightsFile: train.weightsFile, span: place("weights"), what: "The training" },
  ];
  return named.flatMap(({ weightsFile, span, what }) =>
    weightsFile === undefined || hasFile(weightsFile)
      ? []
      : [report(messages.weightsMissing, span, { file: weightsFile, what })],
  );
};
