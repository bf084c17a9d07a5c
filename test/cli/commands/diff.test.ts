import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { formatNotebook } from "../../../core/notebook/notebook.ts";
import { localProject } from "../../support/local-project.ts";
import { notebookOf } from "../../support/notebooks.ts";

const EVIL = "evil\u001b[2K\u202e";
const textOf = (...cells: readonly string[]) => JSON.stringify(formatNotebook(notebookOf(...cells)));

/** A command that executes notebooks, as far as anybody can tell. */
const copy = (...pairs: readonly (readonly [string, string])[]) => {
  const program = `for (const [from, to] of ${JSON.stringify(pairs)}) require("fs").copyFileSync(from, to)`;
  return ["--", "node", "-e", program];
};

/** A project in which two runs have executed a notebook, as papermill leaves it, and one has executed none. */
async function trained() {
  const project = await localProject();
  for (const lr of [0.1, 0.2]) {
    writeFileSync(join(project.folder, "source.json"), textOf("import torch #1", `lr = ${lr}\n\tfit(lr) #2`));
    await project.pedigree("run", "--name", `lr ${lr}`, ...copy(["source.json", "train.ipynb"]));
  }
  return project;
}

describe("pedigree diff", () => {
  it("shows how the notebooks differ that two runs executed, line by line", async () => {
    const { folder, pedigree } = await trained();
    const { status, stdout, stderr } = await pedigree("diff", "latest~1", "latest");
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    expect(stdout.trimEnd().split("\n")).toEqual([
      "train.ipynb",
      "cell 2 was changed",
      "- lr = 0.1",
      "+ lr = 0.2",
      "      fit(lr)",
    ]);
    expect(JSON.parse((await pedigree("diff", "lr 0.1", "lr 0.2", "--json")).stdout)).toEqual({
      same: false,
      notebooks: [
        {
          before: "train.ipynb",
          after: "train.ipynb",
          kernel: null,
          cells: [
            {
              kind: "changed",
              before: 2,
              after: 2,
              lines: [
                { kind: "removed", text: "lr = 0.1" },
                { kind: "added", text: "lr = 0.2" },
                { kind: "same", text: "\tfit(lr)" },
              ],
            },
          ],
        },
      ],
      onlyBefore: [],
      onlyAfter: [],
    });
    writeFileSync(join(folder, "other.ipynb"), textOf("import torch", "lr = 0.2\n\tfit(lr)", EVIL));
    const file = await pedigree("diff", "latest", join(folder, "other.ipynb"));
    expect(file.stdout).toMatch(/^train\.ipynb → .*other\.ipynb\ncell 3 was added\n\+ evil�\[2K�\n$/);
    const compared = await pedigree("compare", "latest", "latest~1");
    expect(compared.stdout).toContain(
      "Changed code of train.ipynb\n  cell 2 was changed\n  - lr = 0.1\n  + lr = 0.2\n",
    );
  });

  it("says that the code is the same, and which notebooks only one side has", async () => {
    const { folder, pedigree } = await trained();
    const file = join(folder, "train.ipynb");
    const same = await pedigree("diff", file, file);
    expect(same.stdout).toBe(`${file}\nthe code is the same\n`);
    expect(JSON.parse((await pedigree("diff", file, file, "--json")).stdout).same).toBe(true);
    writeFileSync(join(folder, "a.json"), textOf("a #1"));
    await pedigree("run", ...copy(["a.json", "a.ipynb"], ["source.json", "train.ipynb"]));
    const more = await pedigree("diff", "latest~1", "latest");
    expect(more.stdout).toBe("train.ipynb\nthe code is the same\nonly after: a.ipynb\n");
  });

  it.each([
    [["latest", "nowhere.ipynb"], "FILE_NOT_FOUND", "nowhere.ipynb"],
    [["latest", "nothing"], "RUN_UNKNOWN", "nothing"],
    [["latest", "source.json"], "RUN_UNKNOWN", "source.json"],
  ])("refuses %j: %s", async (argv, code, subject) => {
    const { pedigree } = await trained();
    const { status, stderr } = await pedigree("diff", ...argv);
    expect(status).toBe(2);
    expect(stderr).toContain(code);
    expect(stderr).toContain(subject);
  });

  it("refuses a run that executed no notebook, and a file that is none", async () => {
    const { folder, pedigree } = await localProject();
    await pedigree("run", "--", "node", "train.mjs");
    const none = await pedigree("diff", "latest", "latest");
    expect(none.stderr).toMatch(/INPUT_INVALID: .*executed a notebook.*name the notebook's file/);
    const file = join(folder, "old.ipynb");
    writeFileSync(file, '{"nbformat": 3}');
    expect((await pedigree("diff", file, file)).stderr).toContain("SCHEMA_MISMATCH");
  });
});
