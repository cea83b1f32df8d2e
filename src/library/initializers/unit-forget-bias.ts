/** `unit_forget_bias`: how the bias of an LSTM begins. */
import { defineInitializer, type InitializerContext } from "../define-initializer.ts";
import { type Sampler, sampler } from "../kinds/sampler.ts";

export const unitForgetBias = defineInitializer({
  name: "unit_forget_bias",
  keras: "UnitForgetBias",
  doc: "The bias of an LSTM that remembers from the start, what `unit_forget_bias=true` means: the second of its four parts, which belongs to the forget gate, begins at 1, the others by `bias_initializer` ([Jozefowicz et al. 2015](https://proceedings.mlr.press/v37/jozefowicz15.html)).",
  scene: "series",
  example: "lstm(32, unit_forget_bias=false, bias_initializer=unit_forget_bias)",
  parameters: { bias_initializer: sampler("zeros") },
  ranks: { least: 1, most: 1 },
  sample: forgetBiasNumbers,
});

/** The parts of the input, forget, cell and output gates. */
export function forgetBiasNumbers(
  { bias_initializer }: { readonly bias_initializer: Sampler },
  context: InitializerContext,
): Float32Array {
  const units = context.count / 4;
  const values = new Float32Array(context.count).fill(1);
  values.set(bias_initializer(vectorOf(units, context)), 0);
  values.set(bias_initializer(vectorOf(2 * units, context)), 2 * units);
  return values;
}

function vectorOf(count: number, { random }: InitializerContext): InitializerContext {
  return { shape: [count], count, fanIn: count, fanOut: count, random };
}
