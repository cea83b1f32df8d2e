/** How long checking takes, in one process: the introduction's model, and models of a thousand layers. `node scripts/run.js bench/check.ts` */
import { compile } from "../src/compile.ts";

const introduction = `model Regressor {
  input features: [100]
  dense(64) relu dense(1) sigmoid
  compile { optimizer adam; loss mse; metrics mse, mae }
}`;
const layer = "  dense(64, activation=relu)\n";
const stack = `model Stack {\n  input x: [64]\n${layer.repeat(999)}  dense(1)\n  compile { optimizer adam; loss mse }\n}`;
const repeated = `model Repeated {\n  input x: [64]\n  repeat 999 {${layer}}\n  dense(1)\n  compile { optimizer adam; loss mse }\n}`;
const residual = `block residual(filters: int) {
  input x
  y = x -> conv2d(filters, 3, padding=same, use_bias=false) -> batch_normalization -> relu
  (x, y) -> add
}
model Residual {
  input image: [32, 32, 16]
  repeat 249 { residual(16) }
  global_average_pooling2d -> dense(1)
  compile { optimizer adam; loss mse }
}`;

const runs = 15;
const programs = { introduction, stack, repeated, residual };

for (const [name, text] of Object.entries(programs)) {
  const times = Array.from({ length: runs }, () => timeOf(text)).sort((a, b) => a - b);
  const [model] = compile({ file: `${name}.nn`, text }).models;
  const [least, middle] = [times[0], times[runs >> 1]].map((time) => time.toFixed(1).padStart(7));
  console.log(
    `${name.padEnd(14)}${String(model.layers.length).padStart(6)} layers: least ${least} ms, median ${middle} ms`,
  );
}

function timeOf(text: string): number {
  const start = performance.now();
  compile({ file: "model.nn", text });
  return performance.now() - start;
}
