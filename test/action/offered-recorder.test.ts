import { expect, test } from "vitest";
import { offeredRecorder } from "../../action/offered-recorder.ts";
import { memoryRecorder, TOKEN } from "../support/memory-recorder.ts";

async function offer(env: Readonly<Record<string, string>>) {
  const [said, hidden]: [string[], string[]] = [[], []];
  const recorder = offeredRecorder(memoryRecorder, {
    host: { info: (text) => said.push(text) },
    job: { hide: (secret) => hidden.push(secret) },
    env,
  });
  return { ...(await recorder.open()), said, hidden };
}

test("the token is hidden before anybody has it", async () => {
  const { value, said, hidden } = await offer({});
  expect(value?.variables).toMatchObject({ MLFLOW_TRACKING_TOKEN: TOKEN });
  expect([said, hidden]).toEqual([[], [TOKEN]]);
});

test("training code that has a server of its own is told of none", async () => {
  const { value, said } = await offer({ MLFLOW_TRACKING_URI: "http://own" });
  expect(value).toMatchObject({ folder: "/session", variables: {} });
  expect(said).toHaveLength(1);
});

test("there is nothing to offer where none was opened", async () => {
  const none = { open: () => Promise.resolve({ value: null, warnings: ["recorder: gone"] }) };
  const ports = { host: { info: () => {} }, job: { hide: () => {} }, env: {} };
  expect(await offeredRecorder(none, ports).open()).toEqual({ value: null, warnings: ["recorder: gone"] });
});
