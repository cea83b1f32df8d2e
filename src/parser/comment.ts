/** A comment, kept beside the tree. `documentation` ones begin with three slashes. */
export interface Comment {
  readonly kind: "line" | "block" | "documentation";
  readonly start: number;
  readonly end: number;
  /** As written, signs included; a `#` comment is given as `//`. */
  readonly text: string;
}
