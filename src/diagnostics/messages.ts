/** Every message of the compiler, one line each. */
import { accuracyResolved } from "./messages/accuracy-resolved.ts";
import { activationInBoth } from "./messages/activation-in-both.ts";
import { argumentColon } from "./messages/argument-colon.ts";
import { biasBeforeNormalization } from "./messages/bias-before-normalization.ts";
import { binaryLabel } from "./messages/binary-label.ts";
import { budgetExceeded } from "./messages/budget-exceeded.ts";
import { circle } from "./messages/circle.ts";
import { classAsNumber } from "./messages/class-as-number.ts";
import { classCountDiffers } from "./messages/class-count-differs.ts";
import { classLabel } from "./messages/class-label.ts";
import { classWithoutRows } from "./messages/class-without-rows.ts";
import { constantColumn } from "./messages/constant-column.ts";
import { dataCell } from "./messages/data-cell.ts";
import { dataColumns } from "./messages/data-columns.ts";
import { dataFile } from "./messages/data-file.ts";
import { dataRange } from "./messages/data-range.ts";
import { detachedBracket } from "./messages/detached-bracket.ts";
import { dropoutAtTheEnd } from "./messages/dropout-at-the-end.ts";
import { elementsDiffer } from "./messages/elements-differ.ts";
import { embeddingTooSmall } from "./messages/embedding-too-small.ts";
import { extraComma } from "./messages/extra-comma.ts";
import { floorDivision } from "./messages/floor-division.ts";
import { flowInBrackets } from "./messages/flow-in-brackets.ts";
import { forbiddenName } from "./messages/forbidden-name.ts";
import { foreignLiteral } from "./messages/foreign-literal.ts";
import { foreignName } from "./messages/foreign-name.ts";
import { givenTwice } from "./messages/given-twice.ts";
import { hashComment } from "./messages/hash-comment.ts";
import { importProblem } from "./messages/import-problem.ts";
import { invisibleCharacter } from "./messages/invisible-character.ts";
import { labelsMissLoss } from "./messages/labels-miss-loss.ts";
import { lastStepOnly } from "./messages/last-step-only.ts";
import { learningRate } from "./messages/learning-rate.ts";
import { linearInARow } from "./messages/linear-in-a-row.ts";
import { logarithmOfNegative } from "./messages/logarithm-of-negative.ts";
import { lookAlikeSign } from "./messages/look-alike-sign.ts";
import { metricMissesTask } from "./messages/metric-misses-task.ts";
import { misplacedStart } from "./messages/misplaced-start.ts";
import { misplacedStatement } from "./messages/misplaced-statement.ts";
import { missingComma } from "./messages/missing-comma.ts";
import { missingDeclaration } from "./messages/missing-declaration.ts";
import { missingPart } from "./messages/missing-part.ts";
import { monitorUnknown } from "./messages/monitor-unknown.ts";
import { nameOfFlow } from "./messages/name-of-flow.ts";
import { neverClosed } from "./messages/never-closed.ts";
import { noEffect } from "./messages/no-effect.ts";
import { noNumber } from "./messages/no-number.ts";
import { noValueBefore } from "./messages/no-value-before.ts";
import { notSupported } from "./messages/not-supported.ts";
import { nothingLeft } from "./messages/nothing-left.ts";
import { nothingToClose } from "./messages/nothing-to-close.ts";
import { numberForm } from "./messages/number-form.ts";
import { numberOfValues } from "./messages/number-of-values.ts";
import { numberOutOfRange } from "./messages/number-out-of-range.ts";
import { operatorChain } from "./messages/operator-chain.ts";
import { outputWithoutLoss } from "./messages/output-without-loss.ts";
import { parameterExplosion } from "./messages/parameter-explosion.ts";
import { pathOutside } from "./messages/path-outside.ts";
import { quotedName } from "./messages/quoted-name.ts";
import { rangeMissesLoss } from "./messages/range-misses-loss.ts";
import { rangeMissesTarget } from "./messages/range-misses-target.ts";
import { reservedName } from "./messages/reserved-name.ts";
import { scheduleArithmetic } from "./messages/schedule-arithmetic.ts";
import { scoresForProbabilities } from "./messages/scores-for-probabilities.ts";
import { settingPunctuation } from "./messages/setting-punctuation.ts";
import { sigmoidForClasses } from "./messages/sigmoid-for-classes.ts";
import { singleQuotes } from "./messages/single-quotes.ts";
import { sizeUnknown } from "./messages/size-unknown.ts";
import { skewedAccuracy } from "./messages/skewed-accuracy.ts";
import { softmaxForLabels } from "./messages/softmax-for-labels.ts";
import { softmaxOfOne } from "./messages/softmax-of-one.ts";
import { sourceTooLarge } from "./messages/source-too-large.ts";
import { squaresForClasses } from "./messages/squares-for-classes.ts";
import { strideSkips } from "./messages/stride-skips.ts";
import { suppression } from "./messages/suppression.ts";
import { targetAmongInputs } from "./messages/target-among-inputs.ts";
import { targetShapeDiffers } from "./messages/target-shape-differs.ts";
import { targetWithoutOutput } from "./messages/target-without-output.ts";
import { textEscape } from "./messages/text-escape.ts";
import { tooDeep } from "./messages/too-deep.ts";
import { tooLarge } from "./messages/too-large.ts";
import { tooManyMistakes } from "./messages/too-many-mistakes.ts";
import { tooMuch } from "./messages/too-much.ts";
import { unclosedText } from "./messages/unclosed-text.ts";
import { unequalValues } from "./messages/unequal-values.ts";
import { unexpectedCharacter } from "./messages/unexpected-character.ts";
import { unexpectedText } from "./messages/unexpected-text.ts";
import { unknownName } from "./messages/unknown-name.ts";
import { unscaledInput } from "./messages/unscaled-input.ts";
import { unused } from "./messages/unused.ts";
import { vanishingStack } from "./messages/vanishing-stack.ts";
import { weightsMissing } from "./messages/weights-missing.ts";
import { windowTooLarge } from "./messages/window-too-large.ts";
import { wrongArgument } from "./messages/wrong-argument.ts";
import { wrongDtype } from "./messages/wrong-dtype.ts";
import { wrongRank } from "./messages/wrong-rank.ts";

export const messages = {
  accuracyResolved,
  activationInBoth,
  argumentColon,
  biasBeforeNormalization,
  binaryLabel,
  budgetExceeded,
  circle,
  classAsNumber,
  classCountDiffers,
  classLabel,
  classWithoutRows,
  constantColumn,
  dataCell,
  dataColumns,
  dataFile,
  dataRange,
  detachedBracket,
  dropoutAtTheEnd,
  elementsDiffer,
  embeddingTooSmall,
  extraComma,
  floorDivision,
  flowInBrackets,
  forbiddenName,
  foreignLiteral,
  foreignName,
  givenTwice,
  hashComment,
  importProblem,
  invisibleCharacter,
  labelsMissLoss,
  lastStepOnly,
  learningRate,
  linearInARow,
  logarithmOfNegative,
  lookAlikeSign,
  metricMissesTask,
  misplacedStart,
  misplacedStatement,
  missingComma,
  missingDeclaration,
  missingPart,
  monitorUnknown,
  nameOfFlow,
  neverClosed,
  noEffect,
  noNumber,
  nothingLeft,
  nothingToClose,
  notSupported,
  noValueBefore,
  numberForm,
  numberOfValues,
  numberOutOfRange,
  operatorChain,
  outputWithoutLoss,
  parameterExplosion,
  pathOutside,
  quotedName,
  rangeMissesLoss,
  rangeMissesTarget,
  reservedName,
  scheduleArithmetic,
  scoresForProbabilities,
  settingPunctuation,
  sigmoidForClasses,
  singleQuotes,
  sizeUnknown,
  skewedAccuracy,
  softmaxForLabels,
  softmaxOfOne,
  sourceTooLarge,
  squaresForClasses,
  strideSkips,
  suppression,
  targetAmongInputs,
  targetShapeDiffers,
  targetWithoutOutput,
  textEscape,
  tooDeep,
  tooLarge,
  tooManyMistakes,
  tooMuch,
  unclosedText,
  unequalValues,
  unexpectedCharacter,
  unexpectedText,
  unknownName,
  unscaledInput,
  unused,
  vanishingStack,
  weightsMissing,
  windowTooLarge,
  wrongArgument,
  wrongDtype,
  wrongRank,
};
