/** A list of numbers that grows while a file is read, kept as a typed array: a table may have millions of cells. */

export interface NumberList {
  readonly push: (value: number) => void;
  readonly finish: () => Float32Array | Int32Array;
}

export function createNumberList(kind: "f32" | "i32"): NumberList {
  const create = (length: number) => (kind === "f32" ? new Float32Array(length) : new Int32Array(length));
  let values = create(1024);
  let count = 0;
  return {
    push: (value) => {
      if (count === values.length) {
        const larger = create(count * 2);
        larger.set(values);
        values = larger;
      }
      values[count++] = value;
    },
    finish: () => values.slice(0, count),
  };
}
