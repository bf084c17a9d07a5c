import { describe, expect, it, onTestFinished } from "vitest";
import { logToServer } from "../../../adapters/recorder/log-client.ts";
import type { Batch } from "../../../core/ports/tracking-store.ts";
import { startMlflowServer } from "../../../web/mlflow/wire.ts";
import { tempFolder } from "../../support/temp-folder.ts";
import { withCode } from "../../support/with-code.ts";

async function tracking() {
  const server = await startMlflowServer({ folder: tempFolder() });
  onTestFinished(() => server.close());
  const make = (id: string, started: number) =>
    server.store.createRun({ id, experimentId: "0", name: id, user: "", started, tags: [] });
  const log = (batch: Partial<Batch>, run: string | null = null) =>
    logToServer(server, { points: [], params: [], tags: [], ...batch }, { run, now: 1_000 });
  return { ...server, make, log };
}
const loss = (value: number, step = 0) => ({ key: "loss", value, step, time: 5 });

describe("logToServer", () => {
  it("makes a run where there is none, which is over, and logs to it from then on", async () => {
    const { store, log } = await tracking();
    const id = await log({ points: [loss(0.5), loss(Number.NaN, 1)], params: [{ key: "lr", value: "0.1" }] });
    expect(await log({ tags: [{ key: "team", value: "x" }] })).toBe(id);
    expect(await store.getRun(id)).toMatchObject({
      status: "FINISHED",
      params: [{ key: "lr", value: "0.1" }],
      tags: expect.arrayContaining([{ key: "team", value: "x" }]),
      curves: [{ key: "loss", step: 1, value: Number.NaN }],
    });
  });

  it("logs to the run that goes on, else to the newest, else to the one that is named", async () => {
    const { store, make, log } = await tracking();
    await make("old", 1);
    await make("going", 2);
    await make("new", 3);
    await store.updateRun("old", { status: "FINISHED" });
    await store.updateRun("new", { status: "FAILED" });
    expect(await log({ points: [loss(1)] })).toBe("going");
    await store.updateRun("going", { status: "FINISHED" });
    expect(await log({ points: [loss(2)] })).toBe("new");
    expect(await log({ points: [loss(3)] }, "old")).toBe("old");
    expect((await store.readCurve("old", "loss", { offset: 0, limit: 9 })).items).toEqual([
      { step: 0, time: 5, value: 3 },
    ]);
  });

  it("says what the server refuses, and that none answers", async () => {
    const { store, url, log } = await tracking();
    const id = await log({ params: [{ key: "lr", value: "0.1" }] });
    await expect(log({ params: [{ key: "lr", value: "0.2" }] })).rejects.toThrow(
      withCode("TRACKING_INVALID"),
    );
    expect((await store.getRun(id))?.params).toEqual([{ key: "lr", value: "0.1" }]);
    const nothing = { points: [], params: [], tags: [] };
    const wrong = logToServer({ url, token: null }, nothing, { run: null, now: 0 });
    await expect(wrong).rejects.toThrow(/401/);
    const gone = logToServer({ url: "http://127.0.0.1:1", token: null }, nothing, { run: null, now: 0 });
    await expect(gone).rejects.toThrow(withCode("REMOTE_UNAVAILABLE"));
  });
});
