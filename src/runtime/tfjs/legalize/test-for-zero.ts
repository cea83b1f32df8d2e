import { equal, not, type Rule } from "../../../tensor/index.ts";

/** The wasm backend's cast to bool keeps some bits of the number: truth is that it is not 0. */
export const testForZero: Rule = ({ attributes }, { inputs: [x] }) =>
  attributes.dtype === "bool" ? [not(equal(x, 0))] : undefined;
