/** A convolution layer over one or two spatial axes: kernel, bias, activation; the body of conv1d and conv2d. */

import type { Span } from "../../source.ts";
import {
  add,
  conv,
  type Dim,
  divideExactly,
  pad,
  ShapeProblem,
  showDim,
  type Tensor,
} from "../../tensor/index.ts";
import type { RealizedActivation } from "../define-activation.ts";
import type { Build } from "../define-layer.ts";
import type { EntryProblem } from "../entry-problem.ts";
import type { Arguments } from "../kind.ts";
import type { PlainArguments } from "../value.ts";
import { biasWeight, finish, type kernelAndBias, kernelWeight } from "./kernel-and-bias.ts";

interface ConvolutionValues extends Arguments<typeof kernelAndBias> {
  readonly filters: number;
  readonly kernel_size: readonly number[];
  readonly strides: readonly number[];
  readonly padding: "valid" | "same" | "causal";
  readonly dilation_rate: readonly number[];
  readonly groups: number;
  readonly activation: RealizedActivation;
  readonly use_bias: boolean;
}

/** `x`: [batch, …spatial, channels]; gives [batch, …spatial, filters]. */
export function convolve(layer: string, x: Tensor, values: ConvolutionValues, build: Build): Tensor {
  const { filters, kernel_size, strides, padding, dilation_rate: dilation, groups } = values;
  const kernel = kernelWeight(build, [...kernel_size, channelsOfGroup(layer, x, groups), filters], values);
  const padded = padding === "causal" ? padLeft(x, (kernel_size[0] - 1) * dilation[0]) : x;
  const y = conv(padded, kernel, {
    strides,
    padding: padding === "causal" ? "valid" : padding,
    dilation,
    groups,
  });
  return finish(build, values.use_bias ? add(y, biasWeight(build, [filters], values)) : y, values);
}

/** The rules of Keras between a convolution's arguments. */
export function convolutionRules(
  values: PlainArguments,
  at: (parameter: string) => Span,
): readonly EntryProblem[] {
  const groups = typeof values.groups === "number" ? values.groups : 1;
  const filters = typeof values.filters === "number" ? values.filters : groups;
  if (filters % groups === 0) return strideRules(values, at);
  const found = `${filters} filters cannot be shared out equally among ${groups} groups.`;
  return [
    ...strideRules(values, at),
    { problem: "rule", span: at("groups"), found, expected: "filters must be a multiple of groups." },
  ];
}

/** Strides and dilation may not both be above 1. */
export function strideRules(
  values: PlainArguments,
  at: (parameter: string) => Span,
): readonly EntryProblem[] {
  const above1 = (name: string) => Array.isArray(values[name]) && values[name].some((n) => n > 1);
  if (!above1("strides") || !above1("dilation_rate")) return [];
  return [
    {
      problem: "rule",
      span: at("dilation_rate"),
      found: "Both strides and dilation_rate are above 1.",
      expected: "One of them must be 1.",
      help: "Keep the dilation, and follow with a pooling layer to make the output smaller.",
    },
  ];
}

function channelsOfGroup(layer: string, x: Tensor, groups: number): Dim {
  const axis = x.shape.length - 1;
  const channels = divideExactly(x.shape[axis], groups);
  if (channels !== undefined) return channels;
  throw new ShapeProblem({
    kind: "value",
    found: `\`${layer}\` gets ${showDim(x.shape[axis])} channels, which cannot be shared out equally among ${groups} groups.`,
    expected: "groups must divide the number of channels.",
    types: [x],
    input: 0,
    axis,
  });
}

function padLeft(x: Tensor, count: number): Tensor {
  return pad(x, { low: [0, count, 0], high: [0, 0, 0] });
}
