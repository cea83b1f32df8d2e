import { expect, it } from "vitest";
import { suggest } from "../../src/diagnostics/suggest.ts";

const layers = [
  "dense",
  "conv1d",
  "conv2d",
  "batch_normalization",
  "layer_normalization",
  "max_pooling2d",
  "dropout",
  "add",
  "average",
];

it("names with a letter wrong, missing, doubled or swapped are recognised", () => {
  expect(suggest("dens", layers)).toBe("dense");
  expect(suggest("desne", layers)).toBe("dense");
  expect(suggest("dropuot", layers)).toBe("dropout");
  expect(suggest("max_poling2d", layers)).toBe("max_pooling2d");
});

it("capitals and what stands between words do not matter", () => {
  expect(suggest("BatchNormalization", layers)).toBe("batch_normalization");
  expect(suggest("Conv2D", layers)).toBe("conv2d");
  expect(suggest("batch normalization", layers)).toBe("batch_normalization");
  expect(suggest("maxpooling2d", layers)).toBe("max_pooling2d");
});

it("the beginning of one candidate alone is recognised", () => {
  expect(suggest("eps", ["momentum", "epsilon"])).toBe("epsilon");
  expect(suggest("kernel", ["kernel_size", "kernel_initializer"])).toBeUndefined();
  expect(suggest("momentum", ["ema_momentum"])).toBeUndefined();
});

it("initials are recognised", () => {
  expect(suggest("lr", ["momentum", "learning_rate"])).toBe("learning_rate");
  expect(suggest("bn", layers)).toBe("batch_normalization");
});

it("what is far from everything gets no answer, and a name is not its own", () => {
  expect(suggest("transformer", layers)).toBeUndefined();
  expect(suggest("x", layers)).toBeUndefined();
  expect(suggest("", layers)).toBeUndefined();
  expect(suggest("dense", ["dense"])).toBeUndefined();
  expect(suggest("__proto__", layers)).toBeUndefined();
  expect(suggest("d".repeat(10_000), layers)).toBeUndefined();
});
