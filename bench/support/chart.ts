/** What a benchmark wants drawn: lines over one axis. */
export interface Chart {
  /** Of the file, without its ending. */
  readonly name: string;
  readonly title: string;
  /** Labels with their unit. */
  readonly x: Axis;
  readonly y: Axis;
  readonly lines: readonly Line[];
}

export interface Axis {
  readonly label: string;
  /** `log` where values grow by factors; all of them are above 0 then. The axis begins at 0 otherwise. */
  readonly scale: 'linear' | 'log';
}

export interface Line {
  readonly name: string;
  readonly points: readonly Point[];
}

export type Point = readonly [x: number, y: number];
