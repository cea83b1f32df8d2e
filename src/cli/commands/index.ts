/** All commands, in the order in which help lists them. */
import type { Command } from "../command.ts";
import { build } from "./build.ts";
import { check } from "./check.ts";
import { doctor } from "./doctor.ts";
import { evaluate } from "./evaluate.ts";
import { explain } from "./explain.ts";
import { fmt } from "./fmt.ts";
import { list } from "./list.ts";
import { lsp } from "./lsp.ts";
import { predict } from "./predict.ts";
import { summary } from "./summary.ts";
import { test } from "./test.ts";
import { train } from "./train.ts";

export const commands: readonly Command[] = [
  check,
  summary,
  train,
  evaluate,
  predict,
  test,
  build,
  fmt,
  list,
  explain,
  lsp,
  doctor,
];
