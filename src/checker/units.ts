/** The units of numbers in `assert`: counts in thousands, bytes in decimal and in binary thousands. */

const factors: ReadonlyMap<string, number> = new Map([
  ["k", 1e3],
  ["M", 1e6],
  ["G", 1e9],
  ["KB", 1e3],
  ["MB", 1e6],
  ["GB", 1e9],
  ["KiB", 2 ** 10],
  ["MiB", 2 ** 20],
  ["GiB", 2 ** 30],
]);

export function inUnits(value: number, unit: string): number {
  return value * (factors.get(unit) ?? 1);
}
