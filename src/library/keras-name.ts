/** Keras's automatic name for a layer of a class: its class name in snake case (`MaxPooling2D` → `max_pooling2d`, `ReLU` → `re_lu`). */
export function kerasName(className: string): string {
  const known = names.get(className);
  if (known !== undefined) return known;
  const name = inSnakeCase(className);
  names.set(className, name);
  return name;
}

/** Thousands of layers are named after a few dozen classes of the library. */
const names = new Map<string, string>();

function inSnakeCase(className: string): string {
  return className
    .replace(/(.)([A-Z][a-z]+)/g, "$1_$2")
    .replace(/([a-z])([A-Z])/g, "$1_$2")
    .toLowerCase();
}
