import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, expect, test, vi } from "vitest";
import { createActionHost } from "../../../adapters/actions/host.ts";
import { tempFolder, writeFiles } from "../../support/temp-folder.ts";

afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

test("an output of several lines stays one value behind a delimiter that nobody can guess", async () => {
  const folder = tempFolder();
  await writeFiles(folder, { output: "" });
  vi.stubEnv("GITHUB_OUTPUT", join(folder, "output"));
  const value = "a\nEOF\nverdict<<EOF\nbetter";
  createActionHost().setOutput("metrics", value);
  const lines = (await readFile(join(folder, "output"), "utf8")).split("\n");
  const delimiter = /^metrics<<(ghadelimiter_[0-9a-f-]{36})$/.exec(lines[0] ?? "")?.[1];
  expect(lines.slice(1)).toEqual([...value.split("\n"), delimiter, ""]);
});

test("a warning cannot carry a command of its own", () => {
  const written: string[] = [];
  vi.spyOn(process.stdout, "write").mockImplementation((text) => {
    written.push(String(text));
    return true;
  });
  createActionHost().warning("a\n::set-output name=verdict::better");
  expect(written.join("").trim().split("\n")).toHaveLength(1);
});

test("summaries are added one after the other", async () => {
  const folder = tempFolder();
  await writeFiles(folder, { summary: "" });
  vi.stubEnv("GITHUB_STEP_SUMMARY", join(folder, "summary"));
  const host = createActionHost();
  await host.addSummary("# one");
  await host.addSummary("# two");
  expect(await readFile(join(folder, "summary"), "utf8")).toBe("# one\n# two\n");
});
