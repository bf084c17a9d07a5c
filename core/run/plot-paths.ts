const DRAWINGS = "plots/";

/** Where a record keeps what a format holds to look at: beside the drawings, and no more a part of the model than they are. */
export function plotPath(format: string, name: string): string {
  return `${DRAWINGS}${format}/${name}.json`;
}

/** Where a record keeps a drawing: what a run left itself stands under `files/`. */
export function drawingPath(name: string): string {
  return `${DRAWINGS}${name}.svg`;
}

/** Whether a file of a record was drawn by Pedigree, and is nothing that the run made. */
export function isDrawing(path: string): boolean {
  return path.startsWith(DRAWINGS);
}
