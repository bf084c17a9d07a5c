import { beforeEach, describe, expect, it } from "vitest";
import type { LoggedPoint, TrackingStore } from "../../core/ports/tracking-store.ts";
import type { MeasuredData } from "../../core/tracking/filter.ts";
import { LOGGED_MODEL_TERMS } from "../../core/tracking/filter-terms.ts";
import { fieldOn, filterMeasuredOn } from "../../core/tracking/measured-on.ts";
import { parseFilter, parseOrder } from "../../core/tracking/parse-filter.ts";
import { withCode } from "../support/with-code.ts";

const ALL = { offset: 0, limit: 1_000, order: [] };

/** What every tracking store promises of the models that runs save. */
export function loggedModelContract(current: () => TrackingStore): void {
  describe("logged models", () => {
    let store: TrackingStore;
    beforeEach(async () => {
      store = current();
      await store.createRun({ id: "a", experimentId: "0", name: "a", user: "u", started: 0, tags: [] });
    });

    const point = (value: number, step = 1) => ({ key: "acc", step, time: step, value });
    const log = (points: readonly LoggedPoint[]) => store.logBatch("a", { points, params: [], tags: [] });
    const model = {
      id: "m-1",
      experimentId: "0",
      name: "net",
      type: "torch",
      runId: "a",
      tags: [],
      params: [],
    };

    it("are kept with their metrics, tags and parameters", async () => {
      const made = await store.createLoggedModel({ ...model, params: [{ key: "p", value: "1" }] }, 3);
      expect(made).toEqual(await store.getLoggedModel("m-1"));
      expect(made).toMatchObject({
        status: "LOGGED_MODEL_PENDING",
        artifactUri: "mlflow-artifacts:/0/models/m-1/artifacts",
      });
      await store.updateLoggedModel(
        "m-1",
        { status: "LOGGED_MODEL_READY", tags: [{ key: "t", value: "1" }] },
        4,
      );
      await log([{ ...point(0.9, 1), modelId: "m-1", datasetName: "d" }]);
      await log([{ ...point(0.1, 0), modelId: "m-1", datasetName: "d" }]);
      expect(await store.getLoggedModel("m-1")).toMatchObject({
        status: "LOGGED_MODEL_READY",
        created: 3,
        updated: 4,
        tags: [{ key: "t", value: "1" }],
        params: [{ key: "p", value: "1" }],
        metrics: [{ key: "acc", step: 1, time: 1, value: 0.9, modelId: "m-1", datasetName: "d", runId: "a" }],
      });
      expect((await store.searchLoggedModels(["0"], ALL)).items.map(({ id }) => id)).toEqual(["m-1"]);
      expect((await store.searchLoggedModels(["1"], ALL)).items).toEqual([]);
      await store.deleteLoggedModelTag("m-1", "t");
      await store.deleteLoggedModel("m-1");
      expect(await store.getLoggedModel("m-1")).toBeUndefined();
      await expect(store.deleteLoggedModel("m-1")).rejects.toThrow(withCode("TRACKING_UNKNOWN"));
    });

    it("keep the first value of a parameter, and nothing of what came with a second one", async () => {
      const params = [{ key: "p", value: "1" }];
      const made = await store.createLoggedModel({ ...model, params }, 3);
      const more = [{ key: "q", value: "1" }, ...params];
      await store.updateLoggedModel("m-1", { params: more }, 3);
      for (const wrong of [
        [{ key: "p", value: "2" }],
        [
          { key: "r", value: "1" },
          { key: "r", value: "2" },
        ],
      ]) {
        const refused = store.updateLoggedModel("m-1", { params: wrong, status: "LOGGED_MODEL_READY" }, 4);
        await expect(refused).rejects.toThrow(withCode("TRACKING_INVALID"));
      }
      expect(await store.getLoggedModel("m-1")).toEqual({ ...made, params: more.toReversed() });
    });

    /** `m-1` is better on `test`, `m-2` on `train` and on an older `test`; nothing was measured of `m-3`. */
    const measured = async () => {
      for (const id of ["m-1", "m-2", "m-3"]) await store.createLoggedModel({ ...model, id }, 3);
      const on = (modelId: string, datasetName: string, datasetDigest: string, acc: number) => ({
        ...point(acc),
        modelId,
        datasetName,
        datasetDigest,
      });
      await log([on("m-1", "test", "2", 0.9), on("m-1", "train", "1", 0.1)]);
      await log([on("m-2", "test", "2", 0.7), on("m-2", "train", "1", 0.95)]);
      await log([on("m-2", "test", "1", 0.99)]);
    };
    const found = async (asked: string, data: readonly MeasuredData[], on?: MeasuredData) => {
      const filter = filterMeasuredOn(parseFilter(asked, LOGGED_MODEL_TERMS), data);
      const { field } = parseOrder("metrics.acc", LOGGED_MODEL_TERMS);
      const order = on === undefined ? [] : [{ field: fieldOn(field, [on]), ascending: false }];
      const search = { ...ALL, order, ...(filter === undefined ? {} : { filter }) };
      return (await store.searchLoggedModels(["0"], search)).items.map(({ id }) => id);
    };

    it("are found by what was measured on some data alone", async () => {
      await measured();
      const wide = "metrics.acc > 0.8";
      expect(await found(wide, [])).toEqual(["m-1", "m-2"]);
      expect(await found(wide, [{ name: "train" }])).toEqual(["m-2"]);
      expect(await found(wide, [{ name: "test", digest: "2" }])).toEqual(["m-1"]);
      expect(await found(wide, [{ name: "test" }])).toEqual(["m-1", "m-2"]);
      expect(await found(wide, [{ name: "test", digest: "2" }, { name: "train" }])).toEqual(["m-1", "m-2"]);
      expect(await found(wide, [{ name: "other" }])).toEqual([]);
      expect(await found(`NOT ${wide}`, [{ name: "test", digest: "2" }])).toEqual(["m-2", "m-3"]);
      expect(await found(`name = 'net' OR ${wide}`, [{ name: "train" }])).toEqual(["m-1", "m-2", "m-3"]);
    });

    it("are found by the data that anything was measured on where no metric is asked for", async () => {
      await measured();
      expect(await found("", [{ name: "test", digest: "1" }])).toEqual(["m-2"]);
      expect(await found("name = 'net'", [{ name: "test" }])).toEqual(["m-1", "m-2"]);
      expect(await found("name = 'x'", [{ name: "test" }])).toEqual([]);
    });

    it("are ordered by what was measured on some data alone", async () => {
      await measured();
      expect(await found("", [], { name: "test", digest: "2" })).toEqual(["m-1", "m-2", "m-3"]);
      expect(await found("", [], { name: "train" })).toEqual(["m-2", "m-1", "m-3"]);
      expect(await found("", [], { name: "test", digest: "1" })).toEqual(["m-2", "m-1", "m-3"]);
    });
  });
}
