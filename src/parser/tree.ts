/**
 * The syntax tree: plain data, offsets only, no parents, no trivia. A field is absent only where the language makes
 * it optional; what the author forgot is a `Missing` node of zero width, about which the parser has already spoken.
 */

interface Node {
  readonly start: number;
  readonly end: number;
}

export interface File extends Node {
  readonly kind: "File";
  readonly statements: readonly Statement[];
}
export interface Body extends Node {
  readonly kind: "Body";
  readonly statements: readonly Statement[];
}
export interface Missing extends Node {
  readonly kind: "Missing";
  readonly what: string;
}

/** An identifier where a name is given or used. */
export interface Name extends Node {
  readonly kind: "Name";
  readonly text: string;
}
/** `value` is what is written before the unit: `10M` has the value 10 and the unit `M`. */
export interface NumberLiteral extends Node {
  readonly kind: "Number";
  readonly value: number;
  readonly unit?: string;
  readonly raw: string;
}
export interface StringLiteral extends Node {
  readonly kind: "String";
  readonly value: string;
}
export interface BooleanLiteral extends Node {
  readonly kind: "Boolean";
  readonly value: boolean;
}
export interface NoneLiteral extends Node {
  readonly kind: "None";
}
export interface List extends Node {
  readonly kind: "List";
  readonly items: readonly Expression[];
}
/** `(a, b)`: several values; also `()` and `(a,)`. */
export interface Tuple extends Node {
  readonly kind: "Tuple";
  readonly items: readonly Expression[];
}
/** `(a)`: only grouping. */
export interface Group extends Node {
  readonly kind: "Group";
  readonly value: Expression;
}
export interface Unary extends Node {
  readonly kind: "Unary";
  readonly operator: "-";
  readonly value: Expression;
}
export type BinaryOperator =
  | "+"
  | "-"
  | "*"
  | "/"
  | "%"
  | "**"
  | ".."
  | "<="
  | "<"
  | ">="
  | ">"
  | "=="
  | "!=";
export interface Binary extends Node {
  readonly kind: "Binary";
  readonly operator: BinaryOperator;
  readonly operatorStart: number;
  readonly left: Expression;
  readonly right: Expression;
}
export interface Argument extends Node {
  readonly kind: "Argument";
  readonly name?: Name;
  readonly value: Expression;
}
export interface Arguments extends Node {
  readonly kind: "Arguments";
  readonly items: readonly Argument[];
}
/** `name(…)`, with the parenthesis touching the name; a bare name is a `Name`. */
export interface Call extends Node {
  readonly kind: "Call";
  readonly name: Name;
  readonly arguments: Arguments;
}
export type Expression =
  | Name
  | NumberLiteral
  | StringLiteral
  | BooleanLiteral
  | NoneLiteral
  | List
  | Tuple
  | Group
  | Unary
  | Binary
  | Call
  | Missing;

/** `f32[28, 28]`, `[100]`, `class(10)`, `real[1]`, `int`. Without a name the dtype is f32. */
export interface TypeExpression extends Node {
  readonly kind: "Type";
  readonly name?: Name;
  readonly arguments?: Arguments;
  readonly dims?: List;
}

export interface ModelStatement extends Node {
  readonly kind: "Model";
  readonly name: Name | Missing;
  readonly body: Body;
}
export interface Parameter extends Node {
  readonly kind: "Parameter";
  readonly name: Name;
  readonly type?: TypeExpression;
  readonly value?: Expression;
}
export interface BlockStatement extends Node {
  readonly kind: "Block";
  readonly name: Name | Missing;
  readonly parameters: readonly Parameter[];
  readonly body: Body;
}
export interface ImportStatement extends Node {
  readonly kind: "Import";
  readonly names: readonly Name[];
  readonly path: StringLiteral | Missing;
}
export interface ConstStatement extends Node {
  readonly kind: "Const";
  readonly name: Name | Missing;
  readonly type?: TypeExpression;
  readonly value: Expression;
}
export interface ParamStatement extends Node {
  readonly kind: "Param";
  readonly name: Name | Missing;
  readonly type?: TypeExpression;
  readonly value?: Expression;
  readonly within?: Expression;
}
export interface InputStatement extends Node {
  readonly kind: "Input";
  readonly name: Name | Missing;
  readonly type?: TypeExpression;
  readonly within?: Expression;
}
export interface TargetStatement extends Node {
  readonly kind: "Target";
  readonly name: Name | Missing;
  readonly type: TypeExpression | Missing;
  readonly within?: Expression;
}
export interface OutputStatement extends Node {
  readonly kind: "Output";
  readonly names: readonly (Name | Missing)[];
}
/** `repeat n { … }` has no names; `repeat a, b in [(1, 2)] { … }` has. */
export interface RepeatStatement extends Node {
  readonly kind: "Repeat";
  readonly names: readonly Name[];
  readonly over: Expression;
  readonly body: Body;
}
/** `layer embed = embedding(1000, 64) -> dropout(0.1)`: one set of weights, used wherever it is named. */
export interface LayerStatement extends Node {
  readonly kind: "Layer";
  readonly name: Name | Missing;
  readonly steps: readonly Step[];
}
/** `loss price: mse * 0.5, kind: x`: entries; each with its key or without. */
export interface Entry extends Node {
  readonly kind: "Entry";
  readonly key?: Name | StringLiteral | NumberLiteral;
  readonly value: Expression;
}
export interface Setting extends Node {
  readonly kind: "Setting";
  readonly key: Name;
  readonly entries: readonly Entry[];
}
export interface Settings extends Node {
  readonly kind: "Settings";
  readonly items: readonly (Setting | Flow)[];
}
export interface CompileStatement extends Node {
  readonly kind: "Compile";
  readonly settings: Settings;
}
export interface TrainStatement extends Node {
  readonly kind: "Train";
  readonly settings: Settings;
}
/** `data "file" { name = [columns] -> step; header true }`: bindings are flows with one name. */
export interface DataStatement extends Node {
  readonly kind: "Data";
  readonly path: StringLiteral | Missing;
  readonly settings: Settings;
}
export interface TestStatement extends Node {
  readonly kind: "Test";
  readonly title: StringLiteral | Missing;
  readonly settings: Settings;
}
export interface AssertStatement extends Node {
  readonly kind: "Assert";
  readonly conditions: readonly Expression[];
}
export type Step = Name | Call | Missing;
/** `[names =] source -> step …`. A bare layer is a flow with a `source` and no steps: what a name means is the checker's. */
export interface Flow extends Node {
  readonly kind: "Flow";
  readonly names: readonly Name[];
  readonly source: Expression;
  readonly steps: readonly Step[];
}

export type Statement =
  | ModelStatement
  | BlockStatement
  | ImportStatement
  | ConstStatement
  | ParamStatement
  | InputStatement
  | TargetStatement
  | OutputStatement
  | RepeatStatement
  | LayerStatement
  | CompileStatement
  | TrainStatement
  | DataStatement
  | TestStatement
  | AssertStatement
  | Flow;
export type TreeNode =
  | File
  | Body
  | Statement
  | Expression
  | TypeExpression
  | Parameter
  | Argument
  | Arguments
  | Entry
  | Setting
  | Settings;
