import { PedigreeError } from "../../core/errors.ts";
import { describeNotebookDiff } from "../../core/notebook/diff.ts";
import type { Notebook } from "../../core/notebook/notebook.ts";
import { type NotebooksDiff, type PairDiff, pairNotebooks } from "../../core/notebook/pair-notebooks.ts";
import type { RunStore } from "../../core/ports/run-store.ts";
import { findKept } from "../../usecases/find-kept.ts";
import type { CliPorts, Command } from "../command.ts";
import { STORE_OPTION } from "../local/options.ts";
import type { Terminal } from "../terminal.ts";
import { asideOf, visible } from "../text.ts";

export const diffCommand: Command = {
  name: "diff",
  about:
    "show line by line how the code of two notebooks differs, or of the notebooks that two runs executed",
  positionals: [
    {
      name: "BEFORE",
      about: "a file that ends in .ipynb; or a run: latest, latest~1, an id, its beginning, a name",
    },
    { name: "AFTER", about: "the same" },
  ],
  options: [STORE_OPTION],
  examples: [
    "pedigree diff train.ipynb train-with-augmentation.ipynb",
    "pedigree diff latest~1 latest",
    "pedigree diff latest train.ipynb --json",
  ],
  run: async ({ positionals, values, switches }, ports) => {
    const { store } = ports.openRuns(values.store, switches.has("json"));
    const notes: string[] = [];
    const [before, after] = await Promise.all(
      positionals.map((text) => notebooksOf(text, { ports, store, notes })),
    );
    const diff = pairNotebooks(before ?? new Map(), after ?? new Map());
    return {
      json: jsonOf(diff),
      text: textOf(diff, ports.terminal),
      aside: asideOf([...new Set(notes)]),
      status: 0,
    };
  },
};

interface Shelf {
  readonly ports: CliPorts;
  readonly store: RunStore;
  readonly notes: string[];
}

/** By path: the file that was named, or all that the record of a run keeps. */
async function notebooksOf(
  text: string,
  { ports, store, notes }: Shelf,
): Promise<ReadonlyMap<string, Notebook>> {
  if (/\.ipynb$/i.test(text)) return new Map([[text, await ports.readNotebook(text)]]);
  const found = new Map<string, Notebook>();
  for (const { id, notebooks = [] } of await findKept(store, [text], (line) => notes.push(line))) {
    for (const { path } of notebooks) {
      const notebook = await store.notebook(id, path);
      if (notebook === undefined) notes.push(`run ${id}: the code of ${path} is not kept here`);
      else found.set(path, notebook);
    }
    if (found.size === 0) throw withoutNotebook(id);
  }
  return found;
}

function withoutNotebook(id: string): PedigreeError {
  return new PedigreeError("INPUT_INVALID", "the run has no notebook to compare", {
    subject: `run ${id}`,
    expected: "a run that executed a notebook, as papermill and nbconvert --execute leave it",
    found: "a record without the code of one",
    remedy: "name the notebook's file, train.ipynb, in its place",
  });
}

function jsonOf({ pairs, onlyBefore, onlyAfter }: NotebooksDiff): unknown {
  const same = pairs.every(isSame) && onlyBefore.length === 0 && onlyAfter.length === 0;
  const notebooks = pairs.map(({ before, after, diff }) => ({ before, after, ...diff }));
  return { same, notebooks, onlyBefore, onlyAfter };
}

function isSame({ diff }: PairDiff): boolean {
  return diff.kernel === null && diff.cells.length === 0;
}

function textOf({ pairs, onlyBefore, onlyAfter }: NotebooksDiff, { paint }: Terminal): string {
  const lines = pairs.flatMap((pair, at) => [
    ...(at === 0 ? [] : [""]),
    paint("bold", visible(nameOf(pair))),
    ...(isSame(pair) ? ["the code is the same"] : describeNotebookDiff(pair.diff).map(colour(paint))),
  ]);
  return [
    ...lines,
    ...onlyBefore.map((path) => visible(`only before: ${path}`)),
    ...onlyAfter.map((path) => visible(`only after: ${path}`)),
  ].join("\n");
}

const nameOf = ({ before, after }: PairDiff) => (before === after ? before : `${before} → ${after}`);

/** Tabs are what code is indented by, and no sign that could rewrite a terminal. */
const colour = (paint: Terminal["paint"]) => (line: string) => {
  const text = visible(line.replaceAll("\t", "    "));
  if (line.startsWith("+ ")) return paint("green", text);
  return line.startsWith("- ") ? paint("red", text) : text;
};
