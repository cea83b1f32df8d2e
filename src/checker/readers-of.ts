/** The applications that read each value, by its number: as an input, or among the arguments of their layer. */
import type { Draft } from "./draft.ts";
import type { Application } from "./model.ts";

export function readersOf({ applications, layers }: Draft): readonly (readonly Application[] | undefined)[] {
  const readers: (Application[] | undefined)[] = [];
  for (const application of applications) {
    for (const value of application.inputs) addReader(readers, value, application);
    for (const value of layers[application.layer].reads) addReader(readers, value, application);
  }
  return readers;
}

function addReader(readers: (Application[] | undefined)[], value: number, reader: Application): void {
  const known = readers[value];
  if (known === undefined) readers[value] = [reader];
  else if (known[known.length - 1] !== reader) known.push(reader);
}
