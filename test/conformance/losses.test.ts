/** Losses against Keras: values of each sample, reduced with weights and masks, and gradients with respect to the prediction. */
import { expect, it } from "vitest";
import { computeLoss } from "../../src/library/compute-loss.ts";
import type { Loss } from "../../src/library/define-loss.ts";
import { library } from "../../src/library/index.ts";
import { realizeWithoutFlow } from "../../src/library/realize-without-flow.ts";
import { type Dim, gradients, type NumberArray, symbol, type Tensor } from "../../src/tensor/index.ts";
import { compute } from "../library/compute.ts";
import { callOf } from "../library/read-call.ts";
import { expectClose } from "./expect-close.ts";
import { arrayOf, flatten, goldenFiles, type Nested, shapeOf } from "./golden-files.ts";

interface Golden {
  readonly cases: readonly { readonly call: string; readonly data: readonly Data[] }[];
}

interface Data {
  readonly dtype: "f32" | "i32";
  readonly truth: Nested;
  readonly prediction: Nested;
  readonly sample_weight?: Nested;
  readonly mask?: Nested;
  readonly values: Nested;
  readonly loss: number;
  readonly gradient: Nested;
}

const files = goldenFiles<Golden>("losses");

it("every loss has golden numbers", () => {
  expect(files.map(({ name }) => name)).toEqual(library.losses.entries.map(({ name }) => name).sort());
});

for (const { cases } of files) {
  for (const { call, data } of cases) {
    for (const [i, one] of data.entries()) {
      it(`${call}, data ${i + 1}`, () => checkData(call, one, false));
      it(`${call}, data ${i + 1}, batch of any size`, () => checkData(call, one, true));
    }
  }
}

function checkData(text: string, data: Data, anyBatch: boolean): void {
  const call = callOf("losses", text);
  const { entry, values } = realizeWithoutFlow<Loss>("losses", call, library);
  const arrays = [
    arrayOf(data.truth, data.dtype),
    arrayOf(data.prediction),
    ...(data.sample_weight === undefined ? [] : [arrayOf(data.sample_weight)]),
    ...(data.mask === undefined ? [] : [maskOf(data.mask)]),
  ];
  const trace = (truth: Tensor, prediction: Tensor, ...rest: Tensor[]) => {
    const sampleWeight = data.sample_weight === undefined ? undefined : rest.shift();
    const mask = data.mask === undefined ? undefined : rest.shift();
    const loss = computeLoss({ loss: call, library, truth, prediction, sampleWeight, mask });
    return [entry.apply(truth, prediction, values), loss, ...gradients(loss, [prediction])];
  };
  const shapes = arrays.map(({ shape }): readonly Dim[] =>
    anyBatch ? [symbol("batch"), ...shape.slice(1)] : shape,
  );
  const [each, loss, gradient] = compute(trace, arrays, { shapes });
  expect(loss.shape).toEqual([]);
  expectClose(each.data, data.values, `${text}: each`);
  expectClose(loss.data, data.loss, text);
  expectClose(gradient.data, data.gradient, `${text}: gradient`);
}

function maskOf(nested: Nested): NumberArray {
  return { dtype: "bool", shape: shapeOf(nested), data: Uint8Array.from(flatten(nested)) };
}
