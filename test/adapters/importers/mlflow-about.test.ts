import { expect, test } from "vitest";
import { aboutMlflow, mlflowGroup, ownTags } from "../../../adapters/importers/mlflow-about.ts";

const RUN = {
  id: "a".repeat(32),
  name: null,
  experiment: null,
  status: null,
  startedAt: null,
  finishedAt: null,
  tags: new Map<string, string>(),
};

test.each([
  ["RUNNING", "running"],
  ["2", "running"],
  ["FINISHED", "finished"],
  ["3", "finished"],
  ["4", "failed"],
  ["KILLED", "cancelled"],
  ["UNHEARD OF", undefined],
])("status %s is %s", (status, expected) => {
  expect(aboutMlflow({ ...RUN, status }).status).toBe(expected);
});

test("what is not told is left out, not guessed", () => {
  expect(aboutMlflow(RUN)).toEqual({ id: RUN.id });
});

test("MLflow's own tags tell name, notes, parent and commit; the others are people's", () => {
  const commit = "0".repeat(40);
  const tags = new Map([
    ["mlflow.runName", "first"],
    ["mlflow.note.content", "a note"],
    ["mlflow.parentRunId", "p"],
    ["mlflow.source.git.commit", commit],
    ["team", "growth"],
  ]);
  expect(aboutMlflow({ ...RUN, tags })).toEqual({
    id: RUN.id,
    name: "first",
    notes: "a note",
    parent: "p",
    commit,
  });
  expect(ownTags(tags)).toEqual(["team=growth"]);
  expect(aboutMlflow({ ...RUN, tags: new Map([["mlflow.source.git.commit", "main"]]) })).toEqual({
    id: RUN.id,
  });
});

test("a group is unique by the id", () => {
  expect([mlflowGroup("a/b", RUN.id), mlflowGroup(null, RUN.id)]).toEqual(["a-b-aaaaaaaa", "aaaaaaaa"]);
});
