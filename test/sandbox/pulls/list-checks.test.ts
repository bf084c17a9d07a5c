import { expect, test } from "vitest";
import { selectRuns } from "../../../sandbox/pulls/list-checks.ts";
import type { CheckRun } from "../../../sandbox/state/entities.ts";

function run(id: number, name: string, more: Partial<CheckRun> = {}): CheckRun {
  return {
    id,
    repositoryId: 1,
    appId: 1,
    name,
    headSha: "",
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

const RUNS = [
  run(1, "a", { conclusion: "failure" }),
  run(2, "b", { appId: 2 }),
  run(3, "a"),
  run(4, "a", { appId: 2, status: "queued" }),
];

test.each([
  ["", [4, 3, 2]],
  ["filter=latest", [4, 3, 2]],
  ["filter=all", [4, 3, 2, 1]],
  ["check_name=a", [4, 3]],
  ["check_name=a&app_id=1&filter=all", [3, 1]],
  ["status=queued", [4]],
  ["check_name=A", []],
])("?%s", (query, expected) => {
  expect(selectRuns(RUNS, new URLSearchParams(query)).map(({ id }) => id)).toEqual(expected);
});
