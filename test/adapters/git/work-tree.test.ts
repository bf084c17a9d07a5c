import { execFileSync } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { createWorkTreeReader, MAX_PATCH_BYTES } from "../../../adapters/git/work-tree.ts";
import { bytesOfText } from "../../../core/run/escaped-bytes.ts";
import { tempFolder, writeFiles } from "../../support/temp-folder.ts";

const IDENTITY = ["-c", "user.name=Ada", "-c", "user.email=ada@example.org"];

async function repository() {
  const folder = tempFolder();
  const git = (...args: string[]) =>
    execFileSync("git", [...IDENTITY, ...args], { cwd: folder, encoding: "utf8" });
  git("init", "-q");
  await writeFiles(folder, { "train.py": "lr = 0.1\n" });
  git("add", ".");
  git("commit", "-qm", "start");
  return { folder, git, read: () => createWorkTreeReader(folder).read() };
}

test("a clean checkout has a commit and no patch", async () => {
  const { git, read } = await repository();
  expect(await read()).toEqual({
    value: { commit: git("rev-parse", "HEAD").trim(), dirty: false, patch: null },
    warnings: [],
  });
});

test("local changes are kept as a patch that applies", async () => {
  const { folder, git, read } = await repository();
  await writeFiles(folder, { "train.py": "lr = 0.2\n", "untracked.csv": "x" });
  const { value } = await read();
  expect(value.dirty).toBe(true);
  git("checkout", "-q", ".");
  await writeFiles(folder, { "p.patch": value.patch ?? "" });
  git("apply", "p.patch");
  expect(git("diff", "HEAD", "--stat")).toContain("train.py");
});

test("settings of git's do not hide changes, nor make a patch that does not apply", async () => {
  const { folder, git } = await repository();
  await writeFiles(folder, { "deep/other.py": "x\n" });
  for (const [name, value] of [
    ["diff.relative", "true"],
    ["diff.noprefix", "true"],
    ["diff.context", "0"],
  ] as const)
    git("config", name, value);
  await writeFiles(folder, { "train.py": "seed = 1\nlr = 0.1\n" });
  const { value } = await createWorkTreeReader(join(folder, "deep")).read();
  expect(value.dirty).toBe(true);
  git("checkout", "-q", ".");
  await writeFiles(folder, { "p.patch": value.patch ?? "" });
  git("apply", "p.patch");
  expect(await readFile(join(folder, "train.py"), "utf8")).toBe("seed = 1\nlr = 0.1\n");
});

test("changes within a submodule are told, which no patch of the checkout holds", async () => {
  const [{ folder, git, read }, inner] = [await repository(), await repository()];
  git("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", inner.folder, "lib");
  git("config", "-f", ".gitmodules", "submodule.lib.ignore", "all");
  git("add", ".");
  git("commit", "-qm", "lib");
  expect(await read()).toMatchObject({ value: { dirty: false }, warnings: [] });
  await writeFiles(folder, { "lib/train.py": "lr = 0.3\n" });
  const { value, warnings } = await read();
  expect(value.dirty).toBe(true);
  expect(warnings).toEqual([expect.stringMatching(/submodule has local changes/)]);
});

test("a commit of another kind is told as it is", async () => {
  const folder = tempFolder();
  const git = (...args: string[]) => execFileSync("git", [...IDENTITY, ...args], { cwd: folder });
  git("init", "-q", "--object-format=sha256");
  git("commit", "-q", "--allow-empty", "-m", "x");
  const { warnings } = await createWorkTreeReader(folder).read();
  expect(warnings).toEqual([expect.stringMatching(/expected 40 hexadecimal digits .* found "[0-9a-f]{64}"/)]);
});

test("changes to a file that is not UTF-8 are kept as a patch that applies to the commit", async () => {
  const { folder, git, read } = await repository();
  const changed = async (rate: string) => {
    const text = Buffer.from(`# caf\u00e9\nlr = ${rate}\n# na\u00efve \u00a3\n`, "latin1");
    await writeFile(join(folder, "latin.py"), text);
    return text;
  };
  await changed("0.1");
  await writeFiles(folder, { "utf8.py": "# caf\u00e9\n" });
  git("add", ".");
  git("commit", "-qm", "more");
  const after = await changed("0.2");
  await writeFiles(folder, { "utf8.py": "# caf\u00e9 \u{1f480}\n" });
  const { value, warnings } = await read();
  expect(warnings).toEqual([]);
  const clone = join(tempFolder(), "clone");
  git("clone", "-q", folder, clone);
  await writeFile(join(clone, "p.patch"), bytesOfText(value.patch ?? ""));
  git("-C", clone, "apply", "p.patch");
  expect(await readFile(join(clone, "latin.py"))).toEqual(after);
  expect(await readFile(join(clone, "utf8.py"), "utf8")).toBe("# caf\u00e9 \u{1f480}\n");
});

test("untracked files do not make a checkout dirty, staged ones do", async () => {
  const { folder, git, read } = await repository();
  await writeFiles(folder, { "data.csv": "x" });
  expect((await read()).value.dirty).toBe(false);
  git("add", "data.csv");
  expect((await read()).value.dirty).toBe(true);
});

test("a patch that is too large is left out, and the tree is dirty all the same", async () => {
  const { folder, read } = await repository();
  await writeFiles(folder, {
    "train.py": "x"
      .repeat(79)
      .concat("\n")
      .repeat(MAX_PATCH_BYTES / 80 + 1),
  });
  const { value, warnings } = await read();
  expect(value).toMatchObject({ dirty: true, patch: null });
  expect(warnings).toEqual([expect.stringContaining(String(MAX_PATCH_BYTES))]);
});

test("there is no commit in a repository without one, nor outside of any, which is nothing to be warned of", async () => {
  const [empty, outside] = [tempFolder(), tempFolder()];
  execFileSync("git", ["init", "-q"], { cwd: empty });
  const none = { value: { commit: null, dirty: false, patch: null }, warnings: [] };
  for (const folder of [empty, outside]) expect(await createWorkTreeReader(folder).read()).toEqual(none);
});

test("a repository that git cannot read is told", async () => {
  const folder = tempFolder();
  await writeFiles(folder, { ".git": "no reference to a repository" });
  const { value, warnings } = await createWorkTreeReader(folder).read();
  expect(value.commit).toBeNull();
  expect(warnings).toEqual([expect.stringMatching(/^git: no commit is known: fatal: /)]);
});
