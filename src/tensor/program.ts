/**
 * A Program is everything that runs: primitive operations in single-assignment order over numbered values, as plain data
 * that prints as JSON. Values, inputs and dims may be symbolic; nothing here knows an engine.
 */
import type { Span } from "../source.ts";
import type { Dim } from "./dim.ts";
import type { Type } from "./type.ts";

/** What an operation carries besides its inputs. Dims and whole programs (the body of a scan) may stand inside. */
export type Attribute =
  | string
  | number
  | boolean
  | null
  | Dim
  | Program
  | readonly Attribute[]
  | { readonly [key: string]: Attribute };
export type Attributes = { readonly [key: string]: Attribute };

/** Which part of a step an operation belongs to. */
export type Phase = "forward" | "loss" | "backward" | "update" | "metric";

/** Where an operation comes from: the layer's full name and type (or of what type it is without one), the blocks it stands in, its line in the `.nn` file. */
export interface Origin {
  readonly phase: Phase;
  readonly layer?: string;
  readonly type?: string;
  /** Names of the block instances around the layer, outermost first: `["residual_1"]`. */
  readonly blocks?: readonly string[];
  readonly span?: Span;
}

/** One operation; `inputs` and `outputs` number values, `origin` an entry of the program's origins. */
export interface Operation {
  readonly op: string;
  readonly inputs: readonly number[];
  readonly outputs: readonly number[];
  readonly attributes: Attributes;
  readonly origin: number;
}

/** A named input or output. A `host` input is a number known on the host (step, seed), never a device tensor. */
export interface Port {
  readonly name: string;
  readonly value: number;
  readonly host?: true;
}

/** State that a run reads and replaces: weights, optimizer slots, metric accumulators. There is no assign operation. */
export interface StateSlot {
  readonly name: string;
  readonly input: number;
  readonly output: number;
}

export interface Program {
  readonly name: string;
  readonly values: readonly Type[];
  readonly inputs: readonly Port[];
  readonly outputs: readonly Port[];
  readonly state: readonly StateSlot[];
  readonly operations: readonly Operation[];
  readonly origins: readonly Origin[];
}
