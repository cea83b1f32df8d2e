/** Numbers in a row for a person: the first ten, then how many there are; `more` says where to see the rest. */
import { showNumber } from "./show-log.ts";

const most = 10;

export function showNumbers(numbers: readonly number[], more = ""): string {
  const shown = numbers.slice(0, most).map(showNumber).join(" ");
  return numbers.length > most ? `${shown} … (${numbers.length} numbers${more})` : shown;
}
