import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, it } from "vitest";
import { editEventSchema } from "../../core/registry/edit-event.ts";
import { eventSchema, isDecided } from "../../core/registry/event.ts";
import { createNarrator } from "../../scripts/story/narrator.ts";
import type { Outcome } from "../../scripts/story/outcome.ts";
import { createSetting, type Stage } from "../../scripts/story/setting.ts";
import { playStory } from "../../scripts/story/story.ts";

const run = promisify(execFile);

let folder: string;
let stage: Stage;
let outcome: Outcome;
let clone: string;
const told: string[] = [];

/** The one command, played once; every test looks at what it left behind. */
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "pedigree-story-"));
  clone = path.join(folder, "clone");
  const narrator = createNarrator((text) => told.push(text), false);
  stage = await createSetting({ folder: path.join(folder, "stage"), narrator });
  outcome = await playStory(stage);
  await run("git", ["clone", "--quiet", `${stage.baseUrl}/acme/models.git`, clone]);
}, 180_000);

afterAll(async () => {
  await stage?.close();
  await rm(folder, { recursive: true, force: true });
});

const git = async (...args: readonly string[]) => (await run("git", ["-C", clone, ...args])).stdout.trim();

it("ends with version 2 in production and version 1 archived", () => {
  expect(outcome.versions).toEqual([
    { version: 1, pull: 1 },
    { version: 2, pull: 4 },
  ]);
  expect(outcome.holders).toEqual({ production: 2, archived: [1] });
  expect(outcome.labels).toEqual({ "1": "stage: archived", "2": "stage: production" });
  expect(outcome.run.id).toMatch(/^[0-9a-f]{32}$/);
  expect(outcome.run.artifact.digest).toMatch(/^sha256:[0-9a-f]{64}$/);
  expect(outcome.comment.characters).toBeLessThanOrEqual(60_000);
});

it("refuses version 2 for the missing approvals, the incomplete card and the metric gate", () => {
  const missing = outcome.refusal.missing.join("\n");
  expect(missing).toMatch(/approvals/);
  expect(missing).toMatch(/model card/);
  expect(missing).toMatch(/candidate\.auc >= holder\.auc \+ 0\.002/);
  expect(told.join("")).toMatch(/not counted: aisha \(approved another commit\)/);
});

it("breaks GitHub's own schema nowhere", () => {
  expect(stage.judge.violations).toEqual([]);
  expect(outcome.github.requests).toBeGreaterThan(100);
  expect(stage.workflows.troubles).toEqual([]);
});

it("leaves a registry that git finds whole and that design.md describes", async () => {
  await git("fsck", "--full", "--strict");
  expect((await git("ls-tree", "-r", "--name-only", "HEAD", "models")).split("\n")).toEqual([
    "models/breast-cancer/log/000001-registered.json",
    "models/breast-cancer/log/000002-moved.json",
    "models/breast-cancer/log/000003-moved.json",
    "models/breast-cancer/log/000004-registered.json",
    "models/breast-cancer/log/000005-moved.json",
    "models/breast-cancer/log/000006-moved.json",
    "models/breast-cancer/model.yml",
    "models/breast-cancer/stages.json",
    ...[1, 2].flatMap((version) =>
      ["card.md", "curves.parquet", "run.json", "version.json"].map(
        (file) => `models/breast-cancer/versions/${version}/${file}`,
      ),
    ),
  ]);
});

it("lands each event by one commit of the App that holds the whole decision", async () => {
  const commits = await git("log", "--first-parent", "--author=pedigree\\[bot\\]", "--format=%H", "HEAD");
  const landings = commits.split("\n");
  expect(landings).toHaveLength(7);
  expect(landings[0]).toBe(outcome.landing.commit);
  for (const landing of landings) {
    const logs = ["--", ":(glob)models/*/log/**", "log"];
    const added = await git("diff", "--name-only", "--diff-filter=A", `${landing}^1`, landing, ...logs);
    expect(added).toMatch(
      /^(models\/breast-cancer\/log\/\d{6}-(registered|moved)|log\/000001-edited)\.json$/,
    );
    const text: unknown = JSON.parse(await git("show", `${landing}:${added}`));
    const event = added.startsWith("log/") ? editEventSchema.parse(text) : eventSchema.parse(text);
    if (event.kind !== "edited" && !isDecided(event)) throw new Error(`${added} carries no decision`);
    expect(event.decision.allowed).toBe(true);
    expect((await git("rev-parse", `${landing}^1`, `${landing}^2`)).split("\n")).toEqual([
      event.tip,
      event.head,
    ]);
  }
});

it("verifies offline: every decision recomputed from the clone alone", async () => {
  const { stdout } = await run(process.execPath, ["cli/main.ts", "verify", clone, "--json"]);
  expect(JSON.parse(stdout)).toMatchObject({ edits: 1, findings: [] });
});

it("takes the label that was put on by hand off again and makes it a request", () => {
  expect(told.join("")).toContain("the App takes it off again (now: stage: staging)");
});
