/** The types of tensors in generated code. */
import type * as tf from "@tensorflow/tfjs-core";

declare const shape: unique symbol;

/** A name stands for a size that is known only when the model runs. */
type Shape = readonly (number | string)[];

/** A tensor whose shape the type checker knows. */
export type Tensor<S extends Shape> = (S["length"] extends 4 ? tf.Tensor4D : tf.Tensor) & {
  readonly [shape]?: Readonly<S>;
};

/** Shapes by the parts of tensors' names. */
export interface ShapeTree {
  readonly [name: string]: readonly number[] | ShapeTree;
}

/** A tensor for each shape in a record of shapes, or of further records. */
export type Tensors<Shapes> = {
  readonly [Name in keyof Shapes]: Shapes[Name] extends Shape ? Tensor<Shapes[Name]> : Tensors<Shapes[Name]>;
};
