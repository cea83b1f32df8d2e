/** A model as a picture: boxes, the ways between them and frames around blocks, in pixels from the upper left corner. */

export interface Drawing {
  readonly width: number;
  readonly height: number;
  readonly boxes: readonly Box[];
  readonly ways: readonly Way[];
  readonly frames: readonly Frame[];
}

/** A rectangle around its middle. */
export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** An input, a use of a layer, or an output with its loss. `start` and `end` are its place in the program. */
export interface Box extends Rectangle, BoxContent {}
export interface BoxContent {
  readonly kind: "input" | "layer" | "output";
  readonly title: string;
  readonly detail: string;
  /** What its weights come to; absent where it has none. */
  readonly parameters?: string;
  readonly start: number;
  readonly end: number;
}

/** From box to box, with the shape of what flows there. */
export interface Way {
  readonly points: readonly Point[];
  readonly label: string;
  readonly at: Point;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** The use of a block. */
export interface Frame extends Rectangle {
  readonly label: string;
}
