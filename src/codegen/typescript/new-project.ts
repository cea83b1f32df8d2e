/** Where modules are put together and read again: a TypeScript project in memory, which knows no library. */
import { Project } from "ts-morph";

export function newProject(): Project {
  return new Project({
    useInMemoryFileSystem: true,
    skipLoadingLibFiles: true,
    compilerOptions: { noLib: true },
  });
}
