/** What two versions of a text have in common: so much at the front, so much at the back, which moved `by` so many characters. */
export interface Edited {
  readonly front: number;
  readonly back: number;
  readonly by: number;
}

export function edited(before: string, now: string): Edited {
  const most = Math.min(before.length, now.length);
  let front = 0;
  while (front < most && before.charCodeAt(front) === now.charCodeAt(front)) front += 1;
  const [last, lastNow] = [before.length - 1, now.length - 1];
  let back = 0;
  while (back < most - front && before.charCodeAt(last - back) === now.charCodeAt(lastNow - back)) back += 1;
  return { front, back, by: now.length - before.length };
}
