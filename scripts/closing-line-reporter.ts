/** Prints the plain line that tells how many tests passed and failed, as the last line of a run. */
import type { Reporter, TestModule } from "vitest/node";

export default class ClosingLineReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const states = modules.flatMap((module) =>
      [...module.children.allTests()].map((test) => test.result().state),
    );
    const count = (state: string) => states.filter((each) => each === state).length;
    const broken = modules.filter((module) => module.errors().length > 0).length;
    const print = () =>
      process.stdout.write(
        `\n${count("passed")} passed, ${count("failed") + broken} failed, ${count("skipped")} skipped\n`,
      );
    process.once("exit", print);
  }
}
