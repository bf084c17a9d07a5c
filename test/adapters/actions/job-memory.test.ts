import { readFileSync, statSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, expect, test, vi } from "vitest";
import { createJobMemory } from "../../../adapters/actions/job-memory.ts";
import { commitShaSchema, runIdSchema } from "../../../core/names.ts";
import type { BegunRun } from "../../../core/ports/job-memory.ts";
import { parseCommandFile } from "../../../sandbox/actions/runner/command-file.ts";
import { tempFolder } from "../../support/temp-folder.ts";

const RUN = {
  id: runIdSchema.parse("b".repeat(32)),
  startedAt: "2026-01-31T12:00:00.000Z",
  workTree: { commit: commitShaSchema.parse("a".repeat(40)), dirty: true, patch: "+secret of the source" },
};

afterEach(() => vi.unstubAllEnvs());

/** What the last part recalls after the first has kept something, as a runner hands it on. */
async function handOn(work: (memory: ReturnType<typeof createJobMemory>) => Promise<void>) {
  const file = join(tempFolder(), "state");
  await writeFile(file, "");
  vi.stubEnv("GITHUB_STATE", file);
  await work(createJobMemory());
  const text = readFileSync(file, "utf8");
  for (const [name, value] of parseCommandFile(text, "state")) vi.stubEnv(`STATE_${name}`, value);
  return { recalled: await createJobMemory().recall(), text };
}

test("the last part recalls what the first kept", async () => {
  const session = tempFolder();
  const kept: BegunRun = { ...RUN, session, workTreeWarnings: ["git: the patch is too large"] };
  const { recalled, text } = await handOn((memory) => memory.keep(kept));
  expect(recalled).toEqual(kept);
  expect(text).not.toContain("secret of the source");
  expect(statSync(join(session, "work-tree.json")).mode & 0o777).toBe(0o600);
});

test("a session that is gone costs the work tree alone", async () => {
  const { recalled } = await handOn((memory) => memory.keep({ ...RUN, session: "/nowhere" }));
  expect(recalled).toEqual({ ...RUN, workTree: null, session: "/nowhere" });
});

test("nothing is left to close where nothing was begun, or all is recorded", async () => {
  expect((await handOn(async () => {})).recalled).toBeNull();
  const { recalled } = await handOn(async (memory) => {
    await memory.keep({ ...RUN, session: null, workTree: null });
    memory.recorded("/records/1");
  });
  expect(recalled).toBeNull();
});

test("a record that was made and not sent is left to the last part", async () => {
  await handOn(async (memory) => memory.recorded("/records/1"));
  expect(createJobMemory().unsent()).toBe("/records/1");
  await handOn(async (memory) => {
    memory.recorded("/records/1");
    memory.sent();
  });
  expect(createJobMemory().unsent()).toBeNull();
});
