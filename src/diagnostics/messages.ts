/** Every message of the compiler, one line each. */
import { argumentColon } from "./messages/argument-colon.ts";
import { binaryLabel } from "./messages/binary-label.ts";
import { budgetExceeded } from "./messages/budget-exceeded.ts";
import { circle } from "./messages/circle.ts";
import { classLabel } from "./messages/class-label.ts";
import { dataCell } from "./messages/data-cell.ts";
import { dataColumns } from "./messages/data-columns.ts";
import { dataFile } from "./messages/data-file.ts";
import { dataRange } from "./messages/data-range.ts";
import { detachedBracket } from "./messages/detached-bracket.ts";
import { elementsDiffer } from "./messages/elements-differ.ts";
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
import { lookAlikeSign } from "./messages/look-alike-sign.ts";
import { misplacedStart } from "./messages/misplaced-start.ts";
import { misplacedStatement } from "./messages/misplaced-statement.ts";
import { missingComma } from "./messages/missing-comma.ts";
import { missingDeclaration } from "./messages/missing-declaration.ts";
import { missingPart } from "./messages/missing-part.ts";
import { nameOfFlow } from "./messages/name-of-flow.ts";
import { neverClosed } from "./messages/never-closed.ts";
import { noNumber } from "./messages/no-number.ts";
import { noValueBefore } from "./messages/no-value-before.ts";
import { notSupported } from "./messages/not-supported.ts";
import { nothingLeft } from "./messages/nothing-left.ts";
import { nothingToClose } from "./messages/nothing-to-close.ts";
import { numberForm } from "./messages/number-form.ts";
import { numberOfValues } from "./messages/number-of-values.ts";
import { numberOutOfRange } from "./messages/number-out-of-range.ts";
import { operatorChain } from "./messages/operator-chain.ts";
import { pathOutside } from "./messages/path-outside.ts";
import { quotedName } from "./messages/quoted-name.ts";
import { reservedName } from "./messages/reserved-name.ts";
import { settingPunctuation } from "./messages/setting-punctuation.ts";
import { singleQuotes } from "./messages/single-quotes.ts";
import { sizeUnknown } from "./messages/size-unknown.ts";
import { sourceTooLarge } from "./messages/source-too-large.ts";
import { suppression } from "./messages/suppression.ts";
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
import { windowTooLarge } from "./messages/window-too-large.ts";
import { wrongArgument } from "./messages/wrong-argument.ts";
import { wrongDtype } from "./messages/wrong-dtype.ts";
import { wrongRank } from "./messages/wrong-rank.ts";

export const messages = {
  argumentColon,
  binaryLabel,
  budgetExceeded,
  circle,
  classLabel,
  dataCell,
  dataColumns,
  dataFile,
  dataRange,
  detachedBracket,
  elementsDiffer,
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
  lookAlikeSign,
  misplacedStart,
  misplacedStatement,
  missingComma,
  missingDeclaration,
  missingPart,
  nameOfFlow,
  neverClosed,
  noNumber,
  noValueBefore,
  notSupported,
  nothingLeft,
  nothingToClose,
  numberForm,
  numberOfValues,
  numberOutOfRange,
  operatorChain,
  pathOutside,
  quotedName,
  reservedName,
  settingPunctuation,
  singleQuotes,
  sizeUnknown,
  sourceTooLarge,
  suppression,
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
  windowTooLarge,
  wrongArgument,
  wrongDtype,
  wrongRank,
};
