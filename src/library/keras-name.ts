/** Keras's automatic name for a layer of a class: its class name in snake case (`MaxPooling2D` → `max_pooling2d`, `ReLU` → `re_lu`). */
export function kerasName(className: string): string {
  return className
    .replace(/(.)([A-Z][a-z]+)/g, "$1_$2")
    .replace(/([a-z])([A-Z])/g, "$1_$2")
    .toLowerCase();
}
