import fc from "fast-check";
import { expect, test } from "vitest";
import { checksOf, latestRuns, latestStatuses } from "../../../sandbox/pulls/standing.ts";
import { type CheckRun, type CommitStatus, emptyState } from "../../../sandbox/state/entities.ts";

const SHA = "a".repeat(40);

function run(id: number, more: Partial<CheckRun> = {}): CheckRun {
  return {
    id,
    repositoryId: 1,
    appId: 1,
    name: "test",
    headSha: SHA,
    externalId: "",
    detailsUrl: null,
    status: "completed",
    conclusion: "success",
    startedAt: null,
    completedAt: null,
    output: { title: null, summary: null, text: null },
    ...more,
  };
}

function status(id: number, context: string, state: CommitStatus["state"]): CommitStatus {
  return {
    id,
    repositoryId: 1,
    sha: SHA,
    context,
    state,
    description: null,
    targetUrl: null,
    creatorId: 1,
    createdAt: "2026-02-01T10:00:00Z",
  };
}

test.each([
  ["nothing reported", [], [], "passing"],
  ["neutral and skipped count as passed", [run(1, { conclusion: "neutral" })], [], "passing"],
  ["one that still runs", [run(1, { status: "queued", conclusion: null })], [], "not passing"],
  ["a failure that was run again", [run(1, { conclusion: "failure" }), run(2)], [], "passing"],
  [
    "the same name of another App",
    [run(1, { conclusion: "failure" }), run(2, { appId: 2 })],
    [],
    "not passing",
  ],
  ["another commit's failure", [run(1, { headSha: "b".repeat(40), conclusion: "failure" })], [], "passing"],
  ["a status that was mended", [], [status(1, "a", "error"), status(2, "a", "success")], "passing"],
  ["a pending status", [run(1)], [status(1, "a", "pending")], "not passing"],
] as const)("%s", (_, checkRuns, statuses, expected) => {
  const state = { ...emptyState(), checkRuns: [...checkRuns], statuses: [...statuses] };
  expect(checksOf(state, 1, SHA)).toBe(expected);
});

test("the newest of each App and name stay, however often one asks", () => {
  const runs = fc.array(
    fc.record({ appId: fc.integer({ min: 1, max: 3 }), name: fc.constantFrom("a", "b", "c") }),
  );
  fc.assert(
    fc.property(runs, (made) => {
      const all = made.map((each, at) => run(at + 1, each));
      const latest = latestRuns(all);
      expect(latestRuns(latest)).toEqual(latest);
      const keys = latest.map(({ appId, name }) => `${appId} ${name}`);
      expect(new Set(keys).size).toBe(keys.length);
      expect(new Set(keys)).toEqual(new Set(all.map(({ appId, name }) => `${appId} ${name}`)));
      for (const one of all)
        expect(
          latest.some((each) => each.name === one.name && each.appId === one.appId && each.id >= one.id),
        ).toBe(true);
    }),
  );
});

test("statuses come newest first, one for each context", () => {
  const state = {
    ...emptyState(),
    statuses: [status(1, "a", "error"), status(2, "b", "success"), status(3, "a", "success")],
  };
  expect(latestStatuses(state, 1, SHA).map(({ id }) => id)).toEqual([3, 2]);
});
