/**
 * A dim: a number, or a polynomial over symbols (`batch`, `time`) and the atoms floor(e / n), max, min, in canonical form.
 * Two dims are equal when their canonical keys are; anything else is "not provably equal".
 */

export type Dim = number | Polynomial;

/** A sum of terms, sorted by key; at least one term has an atom (otherwise the dim is a plain number). */
export interface Polynomial {
  /** The canonical text, as people read it: `floor(time / 2) + 1`. The only equality. */
  readonly key: string;
  readonly terms: readonly Term[];
}

/** coefficient × product of atoms; the constant term has no atoms. Coefficients are integers. */
export interface Term {
  readonly coefficient: number;
  readonly atoms: readonly Atom[];
}

export type Atom =
  | { readonly kind: "symbol"; readonly key: string; readonly name: string }
  | { readonly kind: "floor"; readonly key: string; readonly value: Polynomial; readonly by: number }
  | { readonly kind: "max" | "min"; readonly key: string; readonly values: readonly [Dim, Dim] };
