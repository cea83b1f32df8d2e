/** Half a wave of the cosine, from 1 down to a rest. */
import { add, cos, mul, type Operand, type Tensor } from "../../tensor/index.ts";

/** (1 - alpha) · height · ½(1 + cos(π · progress)) + alpha. */
export function cosineWave(progress: Tensor, alpha: number, height: Operand = 1): Tensor {
  const wave = mul(mul(add(cos(mul(progress, Math.PI)), 1), 0.5), height);
  return add(mul(wave, 1 - alpha), alpha);
}
