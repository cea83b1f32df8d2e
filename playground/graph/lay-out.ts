/** Gives the boxes of a model their places, from top to bottom, and the ways their bends. */
import { Graph, layout } from "@dagrejs/dagre";
import type { BoxContent, Drawing, Point, Rectangle } from "./drawing.ts";
import type { ModelGraph } from "./graph-of-model.ts";

/** Widths of a letter in pixels: the picture is set in letters of one width. */
const titleLetter = 7.9;
const detailLetter = 6.7;
const margin = 16;
const heading = 10;

export function layOut({ boxes, ways, frames }: ModelGraph): Drawing {
  const graph = new Graph({ compound: true, multigraph: true });
  graph.setGraph({ rankdir: "TB", nodesep: 24, ranksep: 24, marginx: margin, marginy: margin });
  for (const [id, box] of boxes) graph.setNode(id, sizeOf(box));
  for (const id of frames.keys()) graph.setNode(frameId(id), {});
  for (const [id, { around }] of frames)
    if (around !== undefined) graph.setParent(frameId(id), frameId(around));
  for (const [id, { frame }] of boxes) if (frame !== undefined) graph.setParent(id, frameId(frame));
  for (const [i, { from, to, label }] of ways.entries())
    graph.setEdge(
      from,
      to,
      { width: label.length * detailLetter + 10, height: 18, labelpos: "c" },
      String(i),
    );
  layout(graph);
  const { width = 0, height = 0 } = graph.graph() as { readonly width?: number; readonly height?: number };
  return {
    width,
    height,
    boxes: [...boxes].map(([id, { frame: _, ...box }]) => ({ ...box, ...placeOf(graph.node(id)) })),
    ways: ways.map(({ from, to, label }, i) => {
      const edge = graph.edge(from, to, String(i)) as Point & { readonly points: readonly Point[] };
      return { label, at: rounded(edge), points: edge.points.map(rounded) };
    }),
    frames: [...frames].map(([id, { label }]) => ({
      label,
      ...withHeading(placeOf(graph.node(frameId(id)))),
    })),
  };
}

/** Frames and boxes must not share names in the graph. */
function frameId(path: string): string {
  return `frame ${path}`;
}

function sizeOf({ title, detail, parameters = "" }: BoxContent): { width: number; height: number } {
  const upper = title.length * titleLetter + (parameters === "" ? 0 : parameters.length * detailLetter + 22);
  const width = Math.max(84, upper + 26, detail.length * detailLetter + 26);
  return { width: Math.ceil(width), height: detail === "" ? 32 : 48 };
}

/** A frame with room above its boxes for its name. */
function withHeading({ x, y, width, height }: Rectangle): Rectangle {
  return { x, y: y - heading / 2, width, height: height + heading };
}

function placeOf(placed: unknown): Rectangle {
  const { x, y, width, height } = placed as Rectangle;
  return { x: tenth(x), y: tenth(y), width: tenth(width), height: tenth(height) };
}

function rounded({ x, y }: Point): Point {
  return { x: tenth(x), y: tenth(y) };
}

function tenth(number: number): number {
  return Math.round(number * 10) / 10;
}
