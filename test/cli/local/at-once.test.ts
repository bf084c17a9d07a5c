import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { localProject, startPedigree } from "../../support/local-project.ts";
import { writeFiles } from "../../support/temp-folder.ts";

/** Writes `loss_NAME` into DIR, or where the command line does not tell; it does so, and ends, when it is told to. */
const TRAIN = `
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
const [name, dir = join("made", "of-" + name)] = process.argv.slice(2);
const until = async (file) => {
  while (!existsSync(file)) await new Promise((resolve) => setTimeout(resolve, 20));
};
console.log("up");
await until("write");
mkdirSync(dir, { recursive: true });
writeFileSync(join(dir, "metrics.jsonl"), JSON.stringify({ step: 0, ["loss_" + name]: 1 }) + "\\n");
console.log("wrote");
await until("end");
`;
const wait = () => new Promise((resolve) => setTimeout(resolve, 20));

async function twoAtOnce(a: readonly string[], b: readonly string[]) {
  const project = await localProject();
  const { folder, pedigree } = project;
  await writeFiles(folder, { "t.mjs": TRAIN });
  const runs = [
    { name: "a", words: a },
    { name: "b", words: b },
  ].map(({ name, words }) => startPedigree(folder, ["run", "--name", name, ...words]));
  const tell = async (file: string, word: string) => {
    for (const { said } of runs) while (!said().stdout.includes(word)) await wait();
    writeFileSync(join(folder, file), "");
  };
  await tell("write", "up");
  for (const { said } of runs) while (!said().stdout.includes("wrote")) await wait();
  const shownLive = (await pedigree("runs", "--json")).stdout;
  await tell("end", "wrote");
  expect(await Promise.all(runs.map(({ ended }) => ended))).toEqual([0, 0]);
  const metricsOf = async (name: string) => {
    const { metrics } = JSON.parse((await pedigree("show", name, "--json")).stdout);
    return Object.keys(metrics).filter((metric) => metric.startsWith("loss"));
  };
  return {
    ...project,
    shownLive,
    said: runs.map(({ said }) => said().stderr),
    metrics: { a: await metricsOf("a"), b: await metricsOf("b") },
  };
}

describe("two runs at once in one folder", { timeout: 120_000 }, () => {
  it("record nothing that the other one may have written, and say so; runs before and after do", async () => {
    const { pedigree, metrics, said, shownLive } = await twoAtOnce(
      ["--", "node", "t.mjs", "a"],
      ["--", "node", "t.mjs", "b"],
    );
    expect(metrics).toEqual({ a: [], b: [] });
    expect(shownLive).not.toContain("loss_");
    for (const text of said) {
      expect(text).toMatch(
        /left out, as [0-9a-f]{32} \([ab]\) went on at the same time .*: made\/of-a\/metrics\.jsonl/,
      );
      expect(text).toContain("--metrics");
    }
    await pedigree("run", "--name", "alone", "--", "node", "t.mjs", "c");
    expect(JSON.parse((await pedigree("show", "alone", "--json")).stdout).metrics).toMatchObject({
      loss_c: { last: 1 },
    });
  });

  it("record each its own where the command line names its folder, or the file is named", async () => {
    const { metrics, said } = await twoAtOnce(
      ["--", "node", "t.mjs", "a", "out/a"],
      ["--metrics", "made/of-b/metrics.jsonl", "--", "node", "t.mjs", "b"],
    );
    expect(metrics).toEqual({ a: ["loss_a"], b: ["loss_b"] });
    expect(said[0]).not.toContain("out/a");
  });

  it("are told of a file that both name, which is taken", async () => {
    const named = (name: string) => ["--metrics", "made/of-a/metrics.jsonl", "--", "node", "t.mjs", name];
    const { metrics, said } = await twoAtOnce(named("a"), named("b"));
    expect(metrics).toEqual({ a: ["loss_a"], b: ["loss_a"] });
    for (const text of said) expect(text).toContain("named files of made/of-a/metrics.jsonl, too");
  });
});
