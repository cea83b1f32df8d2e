/** Of the points of a line those that can be seen: where many share a stretch of the picture, its lowest and its highest, in their order. */
export type ChartPoint = readonly [x: number, y: number];

/** `stretch` is a width; points come from left to right. */
export function thinOut(points: readonly ChartPoint[], stretch: number): readonly ChartPoint[] {
  const kept: ChartPoint[] = [];
  let [low, high, at] = [0, 0, Number.NaN];
  const keep = () => {
    if (Number.isNaN(at)) return;
    kept.push(points[Math.min(low, high)]);
    if (low !== high) kept.push(points[Math.max(low, high)]);
  };
  for (const [i, [x, y]] of points.entries()) {
    const here = Math.floor(x / stretch);
    if (here !== at) {
      keep();
      [low, high, at] = [i, i, here];
    } else if (y < points[low][1]) low = i;
    else if (y > points[high][1]) high = i;
  }
  keep();
  return kept;
}
