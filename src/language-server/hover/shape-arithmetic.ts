/**
 * The arithmetic behind a layer's output shape, written out: `height: floor((28 − 3) / 1) + 1 = 26`. It is read off the operations
 * that the layer was traced to, so no layer has to be known by name.
 */
import {
  type Attributes,
  type ConvAttributes,
  type Dim,
  type Graph,
  type Operation,
  type Padding,
  type PoolOptions,
  placesOn,
  sameDim,
  showDim,
  sizeOf,
  type Type,
  type WindowAxis,
  windowAxes,
} from "../../tensor/index.ts";
import { showCount } from "../show-shapes.ts";

/** One line for each axis whose size is calculated, the same one once. */
export function shapeArithmetic({
  values,
  operations,
}: Pick<Graph, "values" | "operations">): readonly string[] {
  const lines = operations.flatMap((operation) => linesOf(operation, values));
  return [...new Set(lines)];
}

function linesOf({ op, inputs, outputs, attributes }: Operation, values: readonly Type[]): readonly string[] {
  const [types, [out]] = [inputs.map((id) => values[id]), outputs.map((id) => values[id])];
  switch (op) {
    case "conv":
      return windowLines(types[0], out, spatialSizes(types[1]), attributes);
    case "maxPool":
    case "sumPool":
      return windowLines(types[0], out, poolSizes(attributes), attributes);
    case "convInputGrad":
      return spreadLines(types[0], out, attributes);
    case "concat":
      return [
        `${types.map((type) => sizeAt(type, attributes.axis)).join(" + ")} = ${sizeAt(out, attributes.axis)}`,
      ];
    case "reshape":
      return flattens(types[0], out) ? [productLine(types[0])] : [];
    default:
      return [];
  }
}

function flattens({ shape }: Type, out: Type): boolean {
  return out.shape.length === 2 && shape.length > 2 && sameDim(shape[0], out.shape[0]);
}

function spatialSizes({ shape }: Type): readonly number[] {
  return shape.slice(0, -2).map(Number);
}

function poolSizes(attributes: Attributes): readonly number[] {
  return (attributes as unknown as PoolOptions).window;
}

/** A window that slides: one line an axis, or one line for all axes where they are alike. */
function windowLines(x: Type, y: Type, sizes: readonly number[], attributes: Attributes): readonly string[] {
  const { strides, padding, dilation } = attributes as unknown as Pick<
    ConvAttributes,
    "strides" | "dilation"
  > & {
    readonly padding: Padding;
  };
  const axes = windowAxes(sizes, { strides, padding, ...(dilation === undefined ? {} : { dilation }) });
  return merged(axes.map((axis, i) => windowLine(x.shape[i + 1], axis, y.shape[i + 1])));
}

function windowLine(n: Dim, axis: WindowAxis, places: Dim): string {
  const { stride, padding } = axis;
  const size = bracketed(n);
  if (padding === "same") return `ceil(${size} / ${stride}) = ${showDim(places)}`;
  const [low, high] = padding === "valid" ? [0, 0] : padding;
  const padded = low + high === 0 ? showDim(n) : `${showDim(n)} + ${low + high}`;
  const result = showDim(places);
  const text = `floor((${padded} − ${showReach(axis)}) / ${stride}) + 1`;
  return text === result || showDim(placesOn(n, axis)) !== result ? text : `${text} = ${result}`;
}

function showReach({ size, dilation }: WindowAxis): string {
  return dilation === 1 ? String(size) : `((${size} − 1) · ${dilation} + 1)`;
}

/** A window that spreads: a transposed convolution. */
function spreadLines(x: Type, y: Type, attributes: Attributes): readonly string[] {
  const { strides } = attributes as unknown as ConvAttributes;
  return merged(
    strides.map((stride, i) => {
      const [n, m] = [x.shape[i + 1], y.shape[i + 1]];
      if (typeof n !== "number" || typeof m !== "number")
        return `${bracketed(n)} spread by ${stride} = ${showDim(m)}`;
      const rest = m - (n - 1) * stride;
      return m === n * stride ? `${n} · ${stride} = ${m}` : `(${n} − 1) · ${stride} + ${rest} = ${m}`;
    }),
  );
}

const axisNames: { readonly [axes: number]: readonly string[] } = {
  1: ["steps"],
  2: ["height", "width"],
  3: ["depth", "height", "width"],
};

function merged(lines: readonly string[]): readonly string[] {
  const names = axisNames[lines.length] ?? [];
  const same = lines.every((line) => line === lines[0]);
  return same ? [`${names.join(" and ")}: ${lines[0]}`] : lines.map((line, i) => `${names[i]}: ${line}`);
}

function productLine({ shape }: Type): string {
  const total = sizeOf(shape.slice(1));
  const result = typeof total === "number" ? showCount(total) : showDim(total);
  return `${shape.slice(1).map(bracketed).join(" · ")} = ${result}`;
}

function sizeAt({ shape }: Type, axis: Attributes[string]): string {
  return bracketed(shape[Number(axis)]);
}

/** A sum of names stands in parentheses. */
function bracketed(dim: Dim): string {
  const text = showDim(dim);
  return /[ ]/.test(text) && !/^[a-z]+\(.*\)$/.test(text) ? `(${text})` : text;
}
