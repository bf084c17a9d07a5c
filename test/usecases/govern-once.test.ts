import { beforeEach, expect, it } from "vitest";
import { digestOfText } from "../../core/canonical.ts";
import { PedigreeError } from "../../core/errors.ts";
import { type GovernPorts, governOnce } from "../../usecases/govern-once.ts";
import { ada, RegistryWorld } from "../support/registry-world.ts";

let world: RegistryWorld;
let said: Awaited<ReturnType<GovernPorts["comments"]["unedited"]>>;
beforeEach(() => {
  world = new RegistryWorld();
  said = undefined;
});

const BODY = "/promote production";
const commentOn = (pull: number, body = BODY) => ({
  id: 1,
  pull,
  author: ada,
  body,
  createdAt: "2026-01-31T12:00:00Z",
});
const govern = (occasion: Parameters<typeof governOnce>[1]) =>
  governOnce({ ...world.ports, comments: { unedited: () => Promise.resolve(said) } }, occasion);
const versionPull = async () => {
  world.train(1);
  await govern({ kind: "run", repository: "acme/churn", runId: 1 });
  const pull = await world.pulls.findByBranch("pedigree/register/churn/1");
  if (pull === undefined) throw new Error("not registered");
  return pull;
};

it("registers the run that it was told of, and lands it in the same go", async () => {
  const pull = await versionPull();
  expect(pull.merged).toBe(true);
});

it("does what a comment asks for", async () => {
  const { number } = await versionPull();
  said = commentOn(number);
  const { lines, troubles } = await govern({ kind: "comment", id: 1, text: digestOfText(BODY) });
  expect(lines.join("\n")).toContain("churn 1 asks to move to production");
  expect(troubles).toEqual([]);
});

it("hears nothing in a comment that was edited", async () => {
  await versionPull();
  expect(await govern({ kind: "comment", id: 1, text: digestOfText(BODY) })).toEqual({
    lines: [],
    troubles: [],
  });
});

it("hears a comment once, and not in other words than it was made with", async () => {
  const { number } = await versionPull();
  said = commentOn(number);
  const hear = () => govern({ kind: "comment", id: 1, text: digestOfText(BODY) });
  expect((await hear()).lines.join("\n")).toContain("asks to move to production");
  expect((await hear()).lines).toEqual([]);
  said = commentOn(number, "/promote archived");
  expect((await govern({ kind: "comment", id: 1, text: digestOfText(BODY) })).lines).toEqual([]);
});

it("takes a stage label for a request", async () => {
  const { number } = await versionPull();
  world.pulls.putLabel(number, "stage: production", ada);
  const { lines } = await govern({ kind: "label", pull: number, label: "stage: production", sender: ada });
  expect(lines.join("\n")).toContain("asks to move to production");
});

it("finds runs that nobody told of only when it is time to", async () => {
  world.train(1);
  expect((await govern({ kind: "other" })).lines).toEqual([]);
  expect((await govern({ kind: "time" })).lines.join("\n")).toContain("churn 1 asks to be registered");
});

it("does the rest although the wish could not be heard", async () => {
  world.train(1);
  await govern({ kind: "time" });
  const deaf = {
    unedited: () => Promise.reject(new PedigreeError("REMOTE_UNAVAILABLE", "no answer")),
  };
  world.train(2);
  const outcome = await governOnce(
    { ...world.ports, comments: deaf },
    { kind: "comment", id: 1, text: digestOfText(BODY) },
  );
  expect(outcome.troubles).toEqual(["comment: REMOTE_UNAVAILABLE: no answer"]);
});
