import { expect, it } from "vitest";
import { runGovern } from "../../../action/govern/run-govern.ts";
import { digestOfText } from "../../../core/canonical.ts";
import { PedigreeError } from "../../../core/errors.ts";
import { RegistryWorld } from "../../support/registry-world.ts";

function listen() {
  const info: string[] = [];
  const failures: string[] = [];
  return {
    info,
    failures,
    host: { info: (t: string) => info.push(t), fail: (t: string) => failures.push(t) },
  };
}

const noComments = { unedited: () => Promise.resolve(undefined) };

it("says that there was nothing to do", async () => {
  const { ports } = new RegistryWorld();
  const { host, info, failures } = listen();
  await runGovern(host, () => Promise.resolve({ ...ports, comments: noComments }), { kind: "other" });
  expect([info, failures]).toEqual([["Nothing was to be done."], []]);
});

it("fails with what is to be repeated", async () => {
  const { ports } = new RegistryWorld();
  const broken = {
    unedited: () => Promise.reject(new PedigreeError("REMOTE_UNAVAILABLE", "no answer")),
  };
  const { host, failures } = listen();
  await runGovern(host, () => Promise.resolve({ ...ports, comments: broken }), {
    kind: "comment",
    id: 1,
    text: digestOfText(""),
  });
  expect(failures).toEqual(["to be repeated: comment: REMOTE_UNAVAILABLE: no answer"]);
});

it("fails with a code when the registry cannot be opened", async () => {
  const { host, failures } = listen();
  const refuse = () => Promise.reject(new PedigreeError("REMOTE_REFUSED", "the token does not reach it"));
  await runGovern(host, refuse, { kind: "other" });
  expect(failures).toEqual(["REMOTE_REFUSED: the token does not reach it"]);
});
