/** A block as a loss: its body is checked with the truth and the prediction of an output as its two inputs. */

import { messages } from "../diagnostics/messages.ts";
import { alignRanks } from "../library/align-ranks.ts";
import { inputsOf } from "../parser/inputs-of.ts";
import type { Call, Name } from "../parser/tree.ts";
import type { Span } from "../source.ts";
import { addInput, type Type } from "../tensor/index.ts";
import { type Flowing, nothingAround } from "./around.ts";
import { checkBlockAlone } from "./check-block-alone.ts";
import { addValue, createDraft, type Draft, type DraftValue } from "./draft.ts";
import { graphOfDraft } from "./graph-of-draft.ts";
import { knownType } from "./layer-memory.ts";
import { lossBlockProblems } from "./loss-block-problems.ts";
import type { LossBlock } from "./model.ts";
import type { Outputs } from "./per-output.ts";
import { counted } from "./say-problem.ts";
import { type BlockDeclaration, markBlockUsed, say, spanOf } from "./scope.ts";
import { useStep } from "./use-step.ts";

/** The output whose loss is read, of a model whose flows are known. */
export interface LossPlace extends Outputs {
  readonly draft: Draft;
  readonly output: string;
}

/** Undefined after a report, and where truth or prediction are unknown. */
export function readLossBlock(
  block: BlockDeclaration,
  use: Name | Call,
  place: LossPlace,
): LossBlock | undefined {
  const { scope } = place;
  const sides = sidesOf(place);
  if (!hasTwoInputs(block, use, place) || sides === undefined || !isComputable(sides.truth, use, place)) {
    markBlockUsed(block);
    checkBlockAlone(block);
    return undefined;
  }
  const draft = createDraft(block.statement.name.kind === "Name" ? block.statement.name.text : "loss");
  scope.run.index.drafts.push(draft);
  const { graph } = draft.trace;
  const [truth, prediction] = alignRanks(
    addInput(graph, sides.truth),
    addInput(graph, sides.prediction.type),
  );
  const span = spanOf(scope, use);
  const inputs = [truth, prediction].map((tensor) =>
    addValue(draft, { tensor, type: knownType(scope.run.layers, tensor) }, span),
  );
  const flowing: Flowing = { draft, scope, around: nothingAround, current: undefined, inputs: [], round: "" };
  const results = useStep(use, inputs, flowing);
  if (draft.broken || results.some((value) => value === undefined)) return undefined;
  const [result, ...more] = results as readonly number[];
  if (more.length > 0) return sayOneValue(results, span, place);
  const problems = lossBlockProblems(draft, result, sides.prediction, span);
  problems.forEach(scope.run.report);
  return problems.length > 0 ? undefined : { name: draft.name, ...graphOfDraft(draft), result };
}

/** Without a `target`, the truth is as the prediction. */
function sidesOf({
  draft,
  output,
  outputs,
  targetOf,
}: LossPlace): { truth: Type; prediction: DraftValue } | undefined {
  const value = outputs.find(({ name }) => name === output)?.value;
  if (value === undefined) return undefined;
  const prediction = draft.values[value];
  const target = targetOf(output);
  const truth =
    target === undefined ? { dtype: "f32" as const, shape: prediction.type.shape } : target.read?.type;
  return truth === undefined ? undefined : { truth, prediction };
}

function hasTwoInputs(
  { statement, scope: home }: BlockDeclaration,
  use: Name | Call,
  { scope }: LossPlace,
): boolean {
  const count = inputsOf(statement).length;
  if (count === 2) return true;
  const name = use.kind === "Call" ? use.name.text : use.text;
  const related = [{ span: spanOf(home, statement.name), message: "its inputs are declared here" }];
  const found = `\`${name}\` has ${counted(count, "input")}.`;
  const expected = "A block as a loss has two: the truth and the prediction, in this order.";
  const help = "Begin it with `input truth` and `input prediction`.";
  say(scope, messages.numberOfValues, spanOf(scope, use), { found, expected, help }, { related });
  return false;
}

function isComputable({ dtype }: Type, use: Name | Call, { output, scope, targetOf }: LossPlace): boolean {
  if (dtype === "f32") return true;
  const name = targetOf(output)?.name ?? output;
  const found = `The labels of \`${name}\` are class numbers, with which nothing can be computed.`;
  const help = `Let them be rows of 0 and 1: \`target ${name}: onehot(…)\` with the number of classes.`;
  say(scope, messages.wrongArgument, spanOf(scope, use), { found, help });
  return false;
}

function sayOneValue(results: readonly unknown[], span: Span, { scope }: LossPlace): undefined {
  const found = `This block gives ${counted(results.length, "value")}.`;
  const help = "Let its `output` name the one whose mean is the loss.";
  say(scope, messages.numberOfValues, span, { found, expected: "A loss is one value.", help });
}
