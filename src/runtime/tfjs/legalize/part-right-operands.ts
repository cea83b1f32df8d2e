import { add, type Dim, matmul, type Rewriter, sameShape } from "../../../tensor/index.ts";

/** Operations whose result is the data of their input in another tensor. */
const SAME_DATA = new Set(["reshape", "stopGradient"]);

/**
 * The wasm backend keeps a product's right operand packed, and finds it again by its data alone. A product that reads the same data in
 * another shape (a sequence by its steps, and flattened) would get what was packed for the first, so it reads a copy.
 */
export function partRightOperands(): Rewriter {
  const roots = new Map<number, number>();
  const packed = new Map<number, readonly Dim[]>();
  const rootOf = (id: number) => roots.get(id) ?? id;
  return {
    rule: ({ op, attributes }, { inputs: [a, b] }) => {
      if (op !== "matmul") return undefined;
      const shape = b.shape.slice(-2);
      const first = packed.get(rootOf(b.id)) ?? shape;
      packed.set(rootOf(b.id), first);
      return sameShape(first, shape) ? undefined : [matmul(a, add(b, 0), attributes)];
    },
    kept: ({ op, inputs }, [output]) => {
      if (SAME_DATA.has(op)) roots.set(output.id, rootOf(inputs[0]));
    },
  };
}
