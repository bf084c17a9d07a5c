import { describe, expect, it } from "vitest";
import { compareRuns } from "../../core/compare/compare-runs.ts";
import { type Notebook, recordNotebook } from "../../core/notebook/notebook.ts";
import { compareRun } from "../../usecases/compare-run.ts";
import { readNotebookCode } from "../../usecases/notebook-code.ts";
import { buildRun } from "../support/build-run.ts";
import { found, request, world } from "../support/compare-world.ts";
import { notebookOf } from "../support/notebooks.ts";
import { problemsOf, textOutsideCode } from "../support/read-markdown.ts";

const runWith = (notebooks: Readonly<Record<string, Notebook>>) =>
  buildRun({
    metrics: { auc: 0.9 },
    notebooks: Object.entries(notebooks).map(([path, one]) => recordNotebook(path, one)),
  });
const OLD = { "a.ipynb": notebookOf("lr = 0.1\nfit()"), "gone.ipynb": notebookOf("x") };
const NEW = { "a.ipynb": notebookOf("lr = 0.2\nfit()"), "new.ipynb": notebookOf("y") };
type Reader = (path: string) => Promise<Notebook | undefined>;

/** What is read, and by whom, of two runs whose notebooks are these. */
async function read(
  own: Reader | undefined,
  other: Reader | undefined,
  now: object = NEW,
  before: object = OLD,
) {
  const [run, old] = [runWith({ ...now }), runWith({ ...before })];
  const { ports } = world({});
  const source = ports.baseline;
  if (source === null) throw new Error("no source");
  const notes: string[] = [];
  const reference = found(old);
  const codes = await readNotebookCode(
    other === undefined ? source : { ...source, notebook: (_, path) => other(path) },
    own === undefined ? {} : { notebook: own },
    { comparison: compareRuns(run, old), reference: reference.found ? reference : null, notes },
  );
  return { names: codes.map(({ name }) => name), codes, notes };
}
const from =
  (notebooks: Readonly<Record<string, Notebook>>): Reader =>
  async (path) =>
    notebooks[path];

describe("the changed code of notebooks", () => {
  it("is read of those that both runs executed and that differ", async () => {
    const { codes, notes } = await read(from(NEW), from(OLD));
    expect(codes).toMatchObject([{ name: "a.ipynb", diff: { cells: [{ kind: "changed", before: 1 }] } }]);
    expect(notes).toEqual([]);
    expect((await read(from(OLD), from(OLD), OLD)).codes).toEqual([]);
  });

  it("is not asked for where nobody can be asked, or a record does not keep it", async () => {
    const forbidden: Reader = () => Promise.reject(new Error("asked"));
    expect(await read(undefined, forbidden)).toMatchObject({ codes: [], notes: [] });
    expect(await read(forbidden, undefined)).toMatchObject({ codes: [], notes: [] });
    expect(await read(from(NEW), from({}))).toMatchObject({ codes: [], notes: [] });
    expect(await read(from({}), from(OLD))).toMatchObject({ codes: [], notes: [] });
  });

  it("is read of three at most, and trouble with one is a note", async () => {
    const five = (text: string) =>
      Object.fromEntries(["a", "b", "c", "d", "e"].map((name) => [name, notebookOf(text)]));
    const other: Reader = async (path) => (path === "b" ? Promise.reject(new Error("cut")) : five("x")[path]);
    const { names, notes } = await read(from(five("y")), other, five("y"), five("x"));
    expect(names).toEqual(["a", "c"]);
    expect(notes).toEqual(["notebook b: cut"]);
  });

  it("stands in the comment, as code whatever it is", async () => {
    const evil = "```\n</details>\n@admin ![x](https://evil.example)\n`\u202e";
    const [now, before] = [
      runWith({ "a|`b.ipynb": notebookOf(evil) }),
      runWith({ "a|`b.ipynb": notebookOf("x") }),
    ];
    const { ports, written } = world({ baseline: found(before) });
    const source = ports.baseline;
    if (source === null) throw new Error("no source");
    const compare = { ...ports, baseline: { ...source, notebook: async () => notebookOf("x") } };
    await compareRun(compare, request(now, { notebook: async () => notebookOf(evil) }));
    expect(written.text).toContain("<summary>Changed code of notebooks (1)</summary>");
    expect(written.text).toContain("+ @admin");
    expect(problemsOf(written.text ?? "")).toEqual([]);
    expect(textOutsideCode(written.text ?? "")).not.toContain("admin");
  });
});
