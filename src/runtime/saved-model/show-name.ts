/** A name from a file that nobody vouches for, as it may stand in a message of one line. */
export function showName(name: string): string {
  return JSON.stringify(name.length > 80 ? `${name.slice(0, 80)}…` : name);
}
