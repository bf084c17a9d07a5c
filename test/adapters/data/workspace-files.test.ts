import { execFileSync } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { chmod, mkdir, readFile, symlink, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import {
  createWorkspaceFiles,
  MAX_METRICS_BYTES,
  parseDataLine,
} from "../../../adapters/data/workspace-files.ts";
import { recordedFileSchema } from "../../../core/run/run.ts";
import { tempFolder, writeFiles } from "../../support/temp-folder.ts";

const sha = (content: string | Uint8Array) => createHash("sha256").update(content).digest("hex");
const md5 = (content: string) => createHash("md5").update(content).digest("hex");

async function workspace(files: Readonly<Record<string, string | Uint8Array>>) {
  const folder = tempFolder();
  await writeFiles(folder, files);
  return { folder, files: createWorkspaceFiles(folder) };
}

test("a file whose name no artifact may hold is kept under one that travels", async () => {
  const { files } = await workspace({ "out/ckpt-12:30.pt": "a" });
  const record = tempFolder();
  const { value } = await files.copy(["out"], { folder: record, role: "model" });
  expect(value).toMatchObject([{ path: "files/out/ckpt-12%3A30.pt", digest: sha("a") }]);
  expect(existsSync(join(record, "files/out/ckpt-12%3A30.pt"))).toBe(true);
});

test("of two files whose names travel alike neither is lost", async () => {
  const { files } = await workspace({ "out/a:b": "1", "out/a%3Ab": "2" });
  const record = tempFolder();
  const { value } = await files.copy(["out"], { folder: record, role: "model" });
  expect(value).toHaveLength(2);
  for (const { path, digest } of value) expect(sha(await readFile(join(record, path)))).toBe(digest);
});

test("a file is named by its digest, globs give one version each, sorted", async () => {
  const { files } = await workspace({ "data/b.csv": "b", "data/a.csv": "a", "data/c.txt": "c" });
  const { value, warnings } = await files.data(["data/*.csv"]);
  expect(warnings).toEqual([]);
  expect(value.map(({ name, digest, bytes, strength }) => [name, digest, bytes, strength])).toEqual([
    ["data/a.csv", sha("a"), 1, "A"],
    ["data/b.csv", sha("b"), 1, "A"],
  ]);
});

test("points for which there is no room are left out and told", async () => {
  const { folder } = await workspace({
    "a.json": '{"a": [1, 2]}',
    "b.json": '{"b": [1, 2]}',
    "c.json": '{"c": 1}',
  });
  const { value, warnings } = await createWorkspaceFiles(folder, undefined, 3).measurements(["*.json"]);
  expect(value.map(({ metric }) => metric)).toEqual(["a", "a", "b"]);
  expect(warnings).toEqual(
    ["b", "c"].map((name) => expect.stringMatching(`${name}.json: expected at most 3 values`)),
  );
});

test("a large file is hashed as a whole, in pieces", async () => {
  const content = randomBytes(3 * 1024 * 1024 + 17);
  const { files } = await workspace({ "big.bin": content });
  const { value } = await files.data(["big.bin"]);
  expect(value[0]).toMatchObject({ digest: sha(content), bytes: content.length });
});

test("a folder is one version by its content, wherever it stands", async () => {
  const one = await workspace({ "raw/x/1.csv": "1", "raw/2.csv": "2" });
  const two = await workspace({ "other/2.csv": "2", "other/x/1.csv": "1" });
  const [a, b] = [await one.files.data(["raw"]), await two.files.data(["other/"])];
  expect(a.value[0]).toMatchObject({ name: "raw", files: 2, bytes: 2, scheme: "sha256" });
  expect(b.value[0]?.digest).toBe(a.value[0]?.digest);
});

test("a point means the whole workspace, without git's folder and the store that the run is kept in", async () => {
  const { folder, files } = await workspace({ "a.csv": "a", ".git/HEAD": "x", "sub/b.csv": "b" });
  const record = join(folder, ".pedigree/runs/1");
  await writeFiles(record, { "run.json": "{}" });
  const { value, warnings } = await files.data(["."]);
  expect(value).toMatchObject([{ name: ".", files: 2, bytes: 2 }]);
  expect(warnings).toEqual([]);
  const copied = await files.copy(["."], { folder: record, role: "artifact" });
  expect(copied.value.map(({ path }) => path).toSorted()).toEqual(["files/a.csv", "files/sub/b.csv"]);
});

test("roles are said per line, and a line with ! leaves out", async () => {
  const { files } = await workspace({ "d/train.csv": "1", "d/test.csv": "2", "d/tmp.csv": "3" });
  const { value } = await files.data(["d/t*.csv", "!d/test.csv", "!d/tmp.csv", "evaluation: d/test.csv"]);
  expect(value.map(({ name, role }) => [name, role])).toEqual([["d/train.csv", "training"]]);
  const second = await files.data(["d/train.csv", "evaluation: d/test.csv"]);
  expect(second.value.map(({ name, role }) => [name, role])).toEqual([
    ["d/train.csv", "training"],
    ["d/test.csv", "evaluation"],
  ]);
  expect(parseDataLine("training:x")).toEqual({ role: "training", pattern: "training:x" });
});

test("a line with ! leaves out of a folder that is copied, and tells of data that it is counted whole", async () => {
  const { files } = await workspace({
    "m/a.pt": "a",
    "m/raw/b.pt": "b",
    "m/raw/.key": "k",
    "m/.env": "TOKEN=x",
  });
  const record = tempFolder();
  const { value } = await files.copy(["m", "!m/raw/**", "!./m/.env"], { folder: record, role: "model" });
  expect(value.map(({ path }) => path)).toEqual(["files/m/a.pt"]);
  expect(existsSync(join(record, "files/m/.env"))).toBe(false);
  const data = await files.data(["m", "!m/raw/**"]);
  expect(data.value).toMatchObject([{ name: "m", files: 4 }]);
  expect(data.warnings).toEqual([expect.stringMatching(/^m: .* as a whole, also m\/raw\/.*m\/\*\*/)]);
  expect((await files.data(["m/**", "!m/raw/**"])).warnings).toEqual([]);
});

test("folders of links are not taken for the same data, or for data that is named for ever", async () => {
  const md5OfFolder = `${md5("x")}.dir`;
  const { folder, files } = await workspace({
    "cache/1": "1",
    "some/a.csv": "a",
    "pulled.dvc": `outs:\n- md5: ${md5OfFolder}\n  size: 1\n  nfiles: 1\n  path: pulled\n`,
  });
  for (const name of ["some", "all", "pulled"]) {
    await mkdir(join(folder, name), { recursive: true });
    await symlink("../cache/1", join(folder, name, "link"));
  }
  const { value, warnings } = await files.data(["all", "pulled", "some"]);
  expect(value).toMatchObject([
    { name: "pulled", scheme: "dvc", id: `md5:${md5OfFolder}`, strength: "B", source: "pulled.dvc" },
    { name: "some", scheme: "sha256", files: 1, strength: "C" },
  ]);
  expect(warnings).toEqual([
    expect.stringMatching(/no digest.*: all: found symbolic links alone/),
    expect.stringMatching(/^pulled: .*; pulled\.dvc names/),
    expect.stringMatching(/^some\/link: /),
  ]);
});

test("a Git LFS pointer stands for its content", async () => {
  const oid = sha("content");
  const text = `version https://git-lfs.github.com/spec/v1\noid sha256:${oid}\nsize 7\n`;
  const { files } = await workspace({ "model.bin": text });
  const { value, warnings } = await files.data(["model.bin"]);
  expect(value[0]).toMatchObject({ scheme: "git-lfs", id: `sha256:${oid}`, bytes: 7, strength: "A" });
  expect(value[0]?.digest).toBeUndefined();
  expect(warnings).toHaveLength(1);
});

test("a folder with Git LFS pointers in it is told once", async () => {
  const pointer = (oid: string) => `version https://git-lfs.github.com/spec/v1\noid sha256:${oid}\nsize 7\n`;
  const { files } = await workspace({
    "d/1.bin": pointer(sha("1")),
    "d/2.bin": pointer(sha("2")),
    "d/3": "3",
  });
  const { value, warnings } = await files.data(["d"]);
  expect(value).toHaveLength(1);
  expect(warnings).toEqual([expect.stringMatching(/^d\/[12]\.bin: .*Git LFS pointer.*git lfs pull/)]);
});

test("a DVC pointer alone is a weak name, beside its content only the source", async () => {
  const dvc = (content: string) =>
    `outs:\n- md5: ${md5(content)}\n  size: 5\n  hash: md5\n  path: train.csv\n`;
  const alone = await workspace({ "data/train.csv.dvc": dvc("train") });
  expect((await alone.files.data(["data/train.csv.dvc"])).value[0]).toMatchObject({
    name: "data/train.csv",
    scheme: "dvc",
    id: `md5:${md5("train")}`,
    strength: "B",
    source: "data/train.csv.dvc",
  });
  const both = await workspace({ "data/train.csv": "train", "data/train.csv.dvc": dvc("train") });
  const { value, warnings } = await both.files.data(["data/train.csv"]);
  expect(value[0]).toMatchObject({
    digest: sha("train"),
    md5: md5("train"),
    strength: "A",
    source: "data/train.csv.dvc",
  });
  expect(warnings).toEqual([]);
  const changed = await workspace({ "data/train.csv": "TRAIN", "data/train.csv.dvc": dvc("train") });
  expect((await changed.files.data(["data/train.csv"])).warnings).toEqual([
    expect.stringContaining("differs from what data/train.csv.dvc names"),
  ]);
});

test("a DVC pointer counts from the folder that it names, and another file of that kind is told", async () => {
  const { files } = await workspace({
    "pointers/train.dvc": `wdir: ../data\nouts:\n- md5: ${md5("train")}\n  path: train.csv\n`,
    "cloud.dvc": "outs:\n- path: cloud.csv\n  cloud:\n    s3:\n      etag: abc\n      version_id: x\n",
  });
  const { value, warnings } = await files.data(["cloud.dvc", "pointers/train.dvc"]);
  expect(value).toMatchObject([
    { name: "cloud.dvc", scheme: "sha256" },
    { name: "data/train.csv", id: `md5:${md5("train")}`, source: "pointers/train.dvc" },
  ]);
  expect(warnings).toEqual([expect.stringMatching(/^cloud\.dvc: expected a pointer of DVC/)]);
});

test("a pattern without a match is told with its name and the place", async () => {
  const { folder, files } = await workspace({ "a.csv": "a" });
  const { value, warnings } = await files.data(["nothing/*.csv", "a.csv"]);
  expect(value).toHaveLength(1);
  expect(warnings).toEqual([expect.stringMatching(/nothing\/\*\.csv.*no file/)]);
  expect(warnings[0]).toContain(folder);
});

test("what leads out of the workspace is not followed, and told", async () => {
  const outside = tempFolder();
  await writeFiles(outside, { "secret.txt": "secret", "d/x": "x" });
  const { folder, files } = await workspace({ "in.txt": "in", "folder/a": "a" });
  await symlink(join(outside, "secret.txt"), join(folder, "link.txt"));
  await symlink(join(outside, "d"), join(folder, "folder/out"));
  await symlink(join(folder, "in.txt"), join(folder, "inner.txt"));
  const { value, warnings } = await files.data([
    "link.txt",
    "../*",
    join(outside, "secret.txt"),
    "inner.txt",
    "folder",
  ]);
  expect(value.map(({ name, files: count }) => [name, count])).toEqual([
    ["folder", 1],
    ["inner.txt", 1],
  ]);
  expect(warnings.filter((text) => text.includes("not followed"))).toHaveLength(4);
  const record = tempFolder();
  await files.copy(["**/*"], { folder: record, role: "artifact" });
  expect(existsSync(join(record, "files/link.txt"))).toBe(false);
  expect(existsSync(join(record, "files/folder/out"))).toBe(false);
});

test("copies hold what was hashed, under their own paths", async () => {
  const { files } = await workspace({ "out/model.bin": "weights", "out/sub/tokens.json": "{}" });
  const record = tempFolder();
  const { value } = await files.copy(["out"], { folder: record, role: "model" });
  expect(value.toSorted((a, b) => (a.path < b.path ? -1 : 1))).toEqual([
    { path: "files/out/model.bin", digest: sha("weights"), bytes: 7, role: "model" },
    { path: "files/out/sub/tokens.json", digest: sha("{}"), bytes: 2, role: "model" },
  ]);
  expect(await readFile(join(record, "files/out/model.bin"), "utf8")).toBe("weights");
});

test("files that cannot be read cost only themselves", async () => {
  const { folder, files } = await workspace({
    "good.json": '{"auc": 0.9}',
    "bad.json": "{",
    "typed.json": '{"auc": 1e400, "f1": 0.8, "model": "forest"}',
    "folder.json/x": "",
  });
  await writeFiles(folder, { "huge.json": "" });
  await truncate(join(folder, "huge.json"), MAX_METRICS_BYTES + 1);
  const { value, warnings } = await files.measurements(["*.json"]);
  expect(value.map(({ metric }) => metric)).toEqual(["auc", "f1"]);
  expect(warnings).toHaveLength(3);
  expect(warnings.join("\n")).toMatch(/bad\.json[\s\S]*typed\.json: auc: expected .*found "1e400"/);
  expect(warnings.join("\n")).toMatch(/huge\.json: expected at most \d+ bytes, found \d+ bytes/);
});

test("a YAML file of 10 MB is refused at once", async () => {
  const { files } = await workspace({ "params.yaml": "a: 1\n".repeat(2_000_000), "small.yaml": "lr: 1" });
  const { value, warnings } = await files.params(["*.yaml"]);
  expect(Object.fromEntries(value)).toEqual({ lr: 1 });
  expect(warnings).toEqual([expect.stringMatching(/params\.yaml.*expected at most/)]);
});

test.skipIf(process.getuid?.() === 0)("a file without permission is told", async () => {
  const { folder, files } = await workspace({ "secret.csv": "x" });
  await chmod(join(folder, "secret.csv"), 0);
  const { value, warnings } = await files.data(["secret.csv"]);
  expect(value).toEqual([]);
  expect(warnings).toEqual([expect.stringContaining("permission denied")]);
});

test("a socket, a pipe or a circle of links is no data", async () => {
  const { folder, files } = await workspace({ "a.csv": "a" });
  await symlink("loop", join(folder, "loop"));
  await mkdir(join(folder, "empty"));
  const { value, warnings } = await files.data(["loop", "empty"]);
  expect(value.map(({ name, bytes }) => [name, bytes])).toEqual([["empty", 0]]);
  expect(warnings).toEqual([expect.stringContaining("loop")]);
});

test("a path that is too long for a record costs the file alone", async () => {
  const deep = Array.from({ length: 8 }, () => "x".repeat(140)).join("/");
  const { files } = await workspace({ "out/a.pt": "a", [`out/${deep}/b.pt`]: "b" });
  const record = tempFolder();
  const { value, warnings } = await files.copy(["out"], { folder: record, role: "model" });
  expect(value.map((file) => recordedFileSchema.parse(file).path)).toEqual(["files/out/a.pt"]);
  expect(warnings).toEqual([
    expect.stringMatching(/b\.pt: expected a path of at most 1024 characters.*, found 11/),
  ]);
});

test("a pipe is not waited for, wherever it lies", async () => {
  const { folder, files } = await workspace({ "data/a.csv": "a", "b.csv": "b" });
  for (const name of ["data/pipe", "b.csv.dvc"]) execFileSync("mkfifo", [join(folder, name)]);
  const { value, warnings } = await files.data(["data", "b.csv"]);
  expect(value.map(({ name, bytes }) => [name, bytes])).toEqual([
    ["b.csv", 1],
    ["data", 1],
  ]);
  expect(warnings).toEqual(["data/pipe: in a data folder, neither a file nor a folder, left out"]);
  const copied = await files.copy(["data"], { folder: tempFolder(), role: "model" });
  expect(copied.value.map(({ path }) => path)).toEqual(["files/data/a.csv"]);
  expect(copied.warnings).toHaveLength(1);
});

test("a file is recorded whatever stands in the place of its DVC pointer", async () => {
  const long = "x".repeat(253);
  const { files } = await workspace({ "a.csv": "a", "a.csv.dvc/b": "b", [long]: "c" });
  const { value, warnings } = await files.data(["a.csv", long]);
  expect(value.map(({ name }) => name)).toEqual(["a.csv", long]);
  expect(warnings).toEqual([]);
});

test("a folder with a name that is not UTF-8 in it has no digest, and the warning says where and why", async () => {
  const { folder, files } = await workspace({ "data/sub/a.csv": "a" });
  await writeFile(Buffer.concat([Buffer.from(join(folder, "data/sub/")), Buffer.from([0xff])]), "b");
  const { value, warnings } = await files.data(["data"]);
  expect(value).toEqual([]);
  expect(warnings).toEqual([expect.stringMatching(/no digest.*: data\/sub\/\ufffd: .*not UTF-8.*; make it/)]);
});

test("files of one pattern that hold the same metric are told apart", async () => {
  const { files } = await workspace({
    "runs/fold_0/metrics.json": '{"auc": 0.91}',
    "runs/fold_1/metrics.json": '{"auc": 0.71, "f1": 0.5}',
  });
  const { value, warnings } = await files.measurements(["runs/*/metrics.json"]);
  expect(value.map(({ metric, value: found }) => [metric, found])).toEqual([
    ["fold_0/auc", 0.91],
    ["fold_1/auc", 0.71],
    ["f1", 0.5],
  ]);
  expect(warnings).toEqual([]);
});
