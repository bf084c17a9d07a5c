import type { Notebook } from "../../core/notebook/notebook.ts";

/** A notebook of code cells; each is its code, with its place in the order of execution behind `#`. */
export function notebookOf(...cells: readonly string[]): Notebook {
  return {
    kernel: "python3",
    language: "python",
    cells: cells.map((text) => {
      const [source = "", place] = text.split(" #");
      return { source, executed: place === undefined ? null : Number(place) };
    }),
  };
}
