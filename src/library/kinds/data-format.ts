/** The order of axes: channels_last, the only one there is. */
import type { Kind } from "../kind.ts";
import { nullable } from "./nullable.ts";
import { oneOf } from "./one-of.ts";
import { renameKind } from "./rename-kind.ts";

export function dataFormat(): Kind<"channels_last" | null> {
  return renameKind(
    nullable(oneOf(["channels_last"])),
    "channels_last (the only order of axes that is supported)",
  );
}
