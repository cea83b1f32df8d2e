/** The candidate that a misspelt name most likely means, or `undefined` if none is near enough. */
export function suggest(name: string, candidates: Iterable<string>): string | undefined {
  const wanted = folded(name);
  const limit = Math.max(1, Math.floor(wanted.length / 3));
  let best: string | undefined;
  let least = limit + 1;
  for (const candidate of candidates) {
    if (candidate === name) continue;
    const distance = distanceTo(wanted, candidate, least);
    if (distance >= least) continue;
    least = distance;
    best = candidate;
  }
  return best ?? partlyNamed(name, candidates);
}

/** The one candidate of which the name is the beginning: `eps`, `concat`. */
function partlyNamed(name: string, candidates: Iterable<string>): string | undefined {
  const wanted = folded(name);
  if (wanted.length < 3) return undefined;
  const begins = (candidate: string) => candidate !== name && folded(candidate).startsWith(wanted);
  const found = new Set([...candidates].filter(begins));
  return found.size === 1 ? [...found][0] : undefined;
}

/** Whether two names are one but for capitals and what stands between words. */
export function isSpelling(known: string, name: string): boolean {
  return folded(known) === folded(name);
}

/** Spelling without what people mix up: capitals, and what stands between words (`batch normalization`, `Conv2D`). */
function folded(name: string): string {
  return name.toLowerCase().replace(/[_\s-]+/g, "");
}

function distanceTo(wanted: string, candidate: string, limit: number): number {
  const spelled = folded(candidate);
  if (spelled === wanted) return 0;
  if (wanted.length > 1 && initials(candidate) === wanted) return 1;
  if (Math.abs(spelled.length - wanted.length) >= limit || wanted.length < 2) return limit;
  return editDistance(wanted, spelled);
}

/** `learning_rate` → `lr`. */
function initials(name: string): string {
  return name
    .split("_")
    .map((word) => word[0] ?? "")
    .join("")
    .toLowerCase();
}

/** How many letters to insert, drop, replace or swap with their neighbour (optimal string alignment). */
function editDistance(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      const plain = Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + cost);
      row.push(swapped ? Math.min(plain, beforeLast[j - 2]! + 1) : plain);
    }
    beforeLast = last;
    last = row;
  }
  return last[b.length]!;
}
