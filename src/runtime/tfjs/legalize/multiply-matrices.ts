import {
  broadcastTo,
  type Dim,
  matmul,
  type Rule,
  sameDim,
  sameShape,
  sizeOf,
  type Tensor,
  transpose,
} from "../../../tensor/index.ts";
import type { RewriteContext } from "../../../tensor/rewrite.ts";
import type { BackendName } from "../backends/backend.ts";
import { likelySize } from "./likely-size.ts";

/**
 * Products of one pair of matrices without flags on wasm, whose kernel for transposed operands is 25 times slower than transposing
 * first; everywhere batches that are equal or 1, since kernels mix up batches that broadcast in part.
 */
export function multiplyMatrices(backend: BackendName): Rule {
  return ({ attributes }, context) => {
    const {
      inputs: [a, b],
      types: [{ shape }],
    } = context;
    const { transposeA, transposeB } = attributes as {
      readonly transposeA: boolean;
      readonly transposeB: boolean;
    };
    const batch = shape.slice(0, -2);
    if (batch.length > 0) return multiplyBatches(a, b, batch, { transposeA, transposeB });
    if (backend !== "wasm" || !(transposeA || transposeB)) return undefined;
    return [withTransposes(context, transposeA, transposeB)];
  };
}

/** a · b by transposing what is flagged, or as (bᵀ · aᵀ)ᵀ by transposing the others and the result: what moves fewer elements. */
function withTransposes(context: RewriteContext, transposeA: boolean, transposeB: boolean): Tensor {
  const {
    inputs: [a, b],
    types: [{ shape }],
  } = context;
  const turned = (x: Tensor, needed: boolean) => (needed ? transpose(x, [1, 0]) : x);
  const moved = (x: Tensor, needed: boolean) => (needed && !isSteady(x, context) ? likelySize(x.shape) : 0);
  const direct = moved(a, transposeA) + moved(b, transposeB);
  const swapped = moved(a, !transposeA) + moved(b, !transposeB) + likelySize(shape);
  if (direct <= swapped) return matmul(turned(a, transposeA), turned(b, transposeB));
  return transpose(matmul(turned(b, !transposeB), turned(a, !transposeA)), [1, 0]);
}

/** Whether this is a weight that a loop sees: it is transposed once, before the loop. */
function isSteady(x: Tensor, { inLoop, producerOf }: RewriteContext): boolean {
  return inLoop && producerOf(x) === undefined && x.shape.every((dim) => typeof dim === "number");
}

function multiplyBatches(
  a: Tensor,
  b: Tensor,
  batch: readonly Dim[],
  flags: { readonly transposeA: boolean; readonly transposeB: boolean },
): readonly Tensor[] | undefined {
  const ofA = a.shape.slice(0, -2);
  const ofB = b.shape.slice(0, -2);
  const simple = (own: readonly Dim[]) => sameShape(own, batch) || sameDim(sizeOf(own), 1);
  if (simple(ofA) && simple(ofB)) return undefined;
  const wide = (x: Tensor) => broadcastTo(x, [...batch, ...x.shape.slice(-2)]);
  return [matmul(wide(a), wide(b), flags)];
}
