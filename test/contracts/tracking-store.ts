import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { LoggedPoint, TrackingStore } from "../../core/ports/tracking-store.ts";
import { RUN_TERMS } from "../../core/tracking/filter-terms.ts";
import { parseFilter, parseOrder } from "../../core/tracking/parse-filter.ts";
import { withCode } from "../support/with-code.ts";
import { loggedModelContract } from "./logged-models.ts";

const NOTHING = { points: [], params: [], tags: [] };
const ALL = { offset: 0, limit: 1_000, order: [] };
const ACTIVE = { experimentIds: ["0"], view: "active" } as const;
const DATASET = { name: "d", digest: "1", sourceType: "local", source: "{}" };

/** What every tracking store promises. */
export function trackingStoreContract(make: () => TrackingStore): void {
  describe("tracking store contract", () => {
    let store: TrackingStore;
    beforeEach(() => {
      store = make();
    });
    afterEach(() => store.close());

    const run = (id: string, started = 0, experimentId = "0") =>
      store.createRun({ id, experimentId, name: `name-${id}`, user: "u", started, tags: [] });
    const point = (key: string, step: number, value: number, time = step): LoggedPoint => ({
      key,
      step,
      value,
      time,
    });
    const log = (id: string, points: readonly LoggedPoint[]) => store.logBatch(id, { ...NOTHING, points });
    const idsOf = async (filter: string, order: readonly string[] = []) => {
      const parsed = parseFilter(filter, RUN_TERMS);
      const page = await store.searchRuns(ACTIVE, {
        ...ALL,
        ...(parsed === undefined ? {} : { filter: parsed }),
        order: order.map((text) => parseOrder(text, RUN_TERMS)),
      });
      return page.items.map(({ id }) => id);
    };

    describe("experiments", () => {
      it("begin with the default one and are numbered", async () => {
        expect((await store.findExperiment("Default"))?.id).toBe("0");
        const made = await store.createExperiment({ name: "a", artifactUri: "", tags: [] }, 5);
        expect(made).toEqual({
          id: "1",
          name: "a",
          artifactUri: "mlflow-artifacts:/1",
          stage: "active",
          created: 5,
          updated: 5,
          tags: [],
        });
        expect(await store.getExperiment("1")).toEqual(made);
        expect(await store.getExperiment("nope")).toBeUndefined();
      });

      it("have names of their own, also when deleted or renamed", async () => {
        await store.createExperiment({ name: "a", artifactUri: "", tags: [] }, 1);
        await store.updateExperiment("1", { stage: "deleted" }, 2);
        const again = store.createExperiment({ name: "a", artifactUri: "", tags: [] }, 3);
        await expect(again).rejects.toThrow(withCode("TRACKING_EXISTS"));
        await expect(store.updateExperiment("0", { name: "a" }, 3)).rejects.toThrow(
          withCode("TRACKING_EXISTS"),
        );
        await store.updateExperiment("0", { name: "Default" }, 4);
        expect((await store.getExperiment("0"))?.updated).toBe(4);
      });

      it("take their runs along when deleted, and bring back those that were active", async () => {
        await run("a");
        await run("b");
        await store.setRunStage("b", "deleted");
        await store.updateExperiment("0", { stage: "deleted" }, 1);
        expect((await store.getRun("a"))?.stage).toBe("deleted");
        await expect(log("a", [point("m", 0, 1)])).rejects.toThrow(withCode("TRACKING_INVALID"));
        await expect(run("c")).rejects.toThrow(withCode("TRACKING_INVALID"));
        expect(await idsOf("")).toEqual([]);
        await store.updateExperiment("0", { stage: "active" }, 2);
        expect(await idsOf("")).toEqual(["a"]);
      });

      it("are found by stage, name and tag", async () => {
        await store.createExperiment({ name: "a", artifactUri: "", tags: [{ key: "k", value: "v" }] }, 5);
        await store.setExperimentTag("1", { key: "k", value: "w" });
        await store.setExperimentTag("0", { key: "k", value: "x" });
        await store.deleteExperimentTag("0", "k");
        await store.updateExperiment("0", { stage: "deleted" }, 6);
        const names = async (view: "active" | "deleted" | "all") =>
          (await store.searchExperiments(view, ALL)).items.map(({ name }) => name);
        expect(await names("active")).toEqual(["a"]);
        expect(await names("deleted")).toEqual(["Default"]);
        expect(await names("all")).toEqual(["a", "Default"]);
        expect((await store.getExperiment("1"))?.tags).toEqual([{ key: "k", value: "w" }]);
      });
    });

    describe("runs", () => {
      it("come back as they were created", async () => {
        const made = await run("a", 7);
        expect(made).toEqual(await store.getRun("a"));
        expect(made).toEqual({
          id: "a",
          experimentId: "0",
          name: "name-a",
          user: "u",
          status: "RUNNING",
          started: 7,
          artifactUri: "mlflow-artifacts:/0/a/artifacts",
          stage: "active",
          curves: [],
          params: [],
          tags: [{ key: "mlflow.runName", value: "name-a" }],
          datasets: [],
          modelInputs: [],
          modelOutputs: [],
        });
        await expect(run("b", 0, "9")).rejects.toThrow(withCode("TRACKING_UNKNOWN"));
        expect(await store.getRun("b")).toBeUndefined();
      });

      it("keep their name and the tag that shows it equal", async () => {
        await run("a");
        const renamed = await store.updateRun("a", { name: "n1", status: "FINISHED", ended: 9 });
        expect(renamed).toMatchObject({ name: "n1", status: "FINISHED", ended: 9 });
        expect(renamed.tags).toEqual([{ key: "mlflow.runName", value: "n1" }]);
        await store.logBatch("a", { ...NOTHING, tags: [{ key: "mlflow.runName", value: "n2" }] });
        expect(await store.getRun("a")).toMatchObject({ name: "n2", status: "FINISHED", ended: 9 });
      });

      it("are not written to while deleted", async () => {
        await run("a");
        await store.setRunStage("a", "deleted");
        await expect(log("a", [point("m", 0, 1)])).rejects.toThrow(withCode("TRACKING_INVALID"));
        await expect(store.updateRun("a", { name: "x" })).rejects.toThrow(withCode("TRACKING_INVALID"));
        await store.setRunStage("a", "active");
        await log("a", [point("m", 0, 1)]);
        await expect(store.setRunStage("x", "active")).rejects.toThrow(withCode("TRACKING_UNKNOWN"));
        await expect(log("x", [])).rejects.toThrow(withCode("TRACKING_UNKNOWN"));
      });

      it("keep a parameter for ever and replace a tag", async () => {
        await run("a");
        const write = (value: string) =>
          store.logBatch("a", {
            points: [point("m", 0, 1)],
            params: [{ key: "p", value }],
            tags: [{ key: "t", value }],
          });
        await write("1");
        await write("1");
        await expect(write("2")).rejects.toThrow(withCode("TRACKING_INVALID"));
        await store.logBatch("a", { ...NOTHING, tags: [{ key: "t", value: "3" }] });
        const after = await store.getRun("a");
        expect(after?.params).toEqual([{ key: "p", value: "1" }]);
        expect(after?.tags).toContainEqual({ key: "t", value: "3" });
        await store.deleteTag("a", "t");
        await expect(store.deleteTag("a", "t")).rejects.toThrow(withCode("TRACKING_UNKNOWN"));
      });

      it("write a batch whole or not at all", async () => {
        await run("a");
        await store.logBatch("a", { ...NOTHING, params: [{ key: "p", value: "1" }] });
        const batch = {
          points: [point("m", 0, 1)],
          params: [
            { key: "new", value: "1" },
            { key: "p", value: "2" },
          ],
          tags: [{ key: "t", value: "1" }],
        };
        const before = await store.getRun("a");
        await expect(store.logBatch("a", batch)).rejects.toThrow(withCode("TRACKING_INVALID"));
        expect(await store.getRun("a")).toEqual(before);
        const pointAtNothing = { ...point("m", 0, 1), modelId: "m-none" };
        await expect(log("a", [pointAtNothing])).rejects.toThrow(withCode("TRACKING_UNKNOWN"));
        expect(await store.getRun("a")).toEqual(before);
      });

      it("keep each data set and model once", async () => {
        await run("a");
        const train = { ...DATASET, tags: [{ key: "mlflow.data.context", value: "train" }] };
        const test = { ...DATASET, profile: "{}", tags: [{ key: "mlflow.data.context", value: "test" }] };
        await store.logInputs("a", { datasets: [train, test], modelIds: ["m-1"] });
        await store.logInputs("a", { datasets: [{ ...train, source: "other" }], modelIds: ["m-1"] });
        await store.logOutputs("a", [{ modelId: "m-2", step: 1 }]);
        await store.logOutputs("a", [{ modelId: "m-2", step: 1 }]);
        const after = await store.getRun("a");
        expect(after?.datasets).toEqual([test, train]);
        expect(after?.modelInputs).toEqual(["m-1"]);
        expect(after?.modelOutputs).toEqual([{ modelId: "m-2", step: 1 }]);
      });
    });

    describe("curves", () => {
      it("come by time, then step, then value, each point once, page by page", async () => {
        await run("a");
        const points = [
          point("m", 2, 5, 9),
          point("m", 1, 4, 9),
          point("m", 3, Number.NaN, 1),
          point("m", 2, 5, 9),
        ];
        await log("a", points);
        await log("a", points.slice(0, 1));
        expect(await store.readCurve("a", "m", { offset: 0, limit: 2 })).toEqual({
          items: [
            { step: 3, time: 1, value: Number.NaN },
            { step: 1, time: 9, value: 4 },
          ],
          more: true,
        });
        expect(await store.readCurve("a", "m", { offset: 2, limit: 2 })).toEqual({
          items: [{ step: 2, time: 9, value: 5 }],
          more: false,
        });
        expect((await store.readCurve("a", "none", { offset: 0, limit: 2 })).items).toEqual([]);
        await expect(store.readCurve("x", "m", { offset: 0, limit: 1 })).rejects.toThrow(
          withCode("TRACKING_UNKNOWN"),
        );
      });

      it("are summed up alike in whatever order and batches their points come", async () => {
        await run("a");
        let curves = 0;
        const value = fc.oneof(fc.constantFrom(Number.NaN, Infinity, -Infinity, 1, 2), fc.integer());
        const points = fc.array(
          fc.record({ step: fc.integer({ min: -2, max: 2 }), time: fc.integer({ min: 0, max: 2 }), value }),
          {
            minLength: 1,
            maxLength: 12,
          },
        );
        await fc.assert(
          fc.asyncProperty(points, fc.nat(12), async (given, cut) => {
            curves += 1;
            const key = `m${curves}`;
            const keyed = given.map((p) => ({ ...p, key }));
            await log("a", keyed.slice(0, cut));
            await log("a", keyed.slice(cut));
            const found = (await store.getRun("a"))?.curves.find((curve) => curve.key === key);
            const numbers = given.map((p) => p.value).filter((v) => !Number.isNaN(v));
            const lastStep = Math.max(...given.map(({ step }) => step));
            const lastTime = Math.max(
              ...given.filter(({ step }) => step === lastStep).map(({ time }) => time),
            );
            const last = given.filter((p) => p.step === lastStep && p.time === lastTime).map((p) => p.value);
            const lastNumbers = last.filter((v) => !Number.isNaN(v));
            expect(found).toEqual({
              key,
              step: lastStep,
              time: lastTime,
              value: lastNumbers.length === 0 ? Number.NaN : Math.max(...lastNumbers),
              min: numbers.length === 0 ? Number.NaN : Math.min(...numbers),
              max: numbers.length === 0 ? Number.NaN : Math.max(...numbers),
              count: new Set(given.map((p) => `${p.time} ${p.step} ${p.value}`)).size,
            });
          }),
          { numRuns: 50 },
        );
      });

      it("come after any point, also after one that they do not have", async () => {
        await run("a");
        const values = [1, Number.NaN, Infinity];
        const all = [1, 2].flatMap((time) => [0, 4].map((step) => ({ time, step })));
        const points = all.flatMap((at) => values.map((value) => ({ ...at, value })));
        await log(
          "a",
          points.toReversed().map((p) => ({ ...p, key: "m" })),
        );
        const curve = (await store.readCurve("a", "m", { offset: 0, limit: 99 })).items;
        expect(curve).toHaveLength(points.length);
        for (const [at, after] of curve.entries()) {
          const next = await store.readCurve("a", "m", { after, offset: 0, limit: 2 });
          expect(next).toEqual({ items: curve.slice(at + 1, at + 3), more: at + 3 < curve.length });
        }
        const between = { time: 1, step: 2, value: Number.NaN };
        const rest = curve.filter(({ time, step }) => time > 1 || step > 2);
        expect((await store.readCurve("a", "m", { after: between, offset: 0, limit: 99 })).items).toEqual(
          rest,
        );
        expect((await store.readCurve("a", "m", { after: between, offset: 2, limit: 3 })).items).toEqual(
          rest.slice(2, 5),
        );
      });
    });

    describe("search", () => {
      beforeEach(async () => {
        for (const [index, id] of ["a", "b", "c", "d"].entries()) await run(id, index);
        await log("a", [point("m", 0, 2)]);
        await log("b", [point("m", 0, 1)]);
        await log("c", [point("m", 0, Number.NaN)]);
        await store.logBatch("a", { ...NOTHING, params: [{ key: "lr", value: "0.1" }] });
      });

      it("orders by start, newest first", async () => {
        expect(await idsOf("")).toEqual(["d", "c", "b", "a"]);
      });

      it("puts values before NaN before nothing, whichever the direction", async () => {
        expect(await idsOf("", ["metrics.m ASC"])).toEqual(["b", "a", "c", "d"]);
        expect(await idsOf("", ["metrics.m DESC"])).toEqual(["a", "b", "c", "d"]);
        expect(await idsOf("", ["params.lr", "run_id DESC"])).toEqual(["a", "d", "c", "b"]);
        await store.updateRun("b", { ended: 5 });
        expect(await idsOf("", ["end_time DESC"])).toEqual(["b", "d", "c", "a"]);
      });

      it("finds nothing by a value that is missing or NaN, except with NOT", async () => {
        expect(await idsOf("metrics.m < 9")).toEqual(["b", "a"]);
        expect(await idsOf("params.lr != 'x'")).toEqual(["a"]);
        expect(await idsOf("params.lr NOT IN ('x')")).toEqual(["a"]);
        expect(await idsOf("NOT params.lr = 'x' AND metrics.m NOT BETWEEN 2 AND 3")).toEqual(["b"]);
      });

      it("looks at the data sets of a run, each for itself", async () => {
        const tags = [{ key: "mlflow.data.context", value: "train" }];
        const datasets = [
          { ...DATASET, name: "x", tags },
          { ...DATASET, name: "y", tags: [] },
        ];
        await store.logInputs("b", { datasets, modelIds: [] });
        expect(await idsOf("dataset.name = 'y'")).toEqual(["b"]);
        expect(await idsOf("dataset.name != 'y'")).toEqual(["b"]);
        expect(await idsOf("dataset.context LIKE 'tr%'")).toEqual(["b"]);
        expect(await idsOf("dataset.context != 'train'")).toEqual([]);
      });

      it("pages without losing or repeating a run", async () => {
        const first = await store.searchRuns(ACTIVE, { ...ALL, limit: 3 });
        const second = await store.searchRuns(ACTIVE, { ...ALL, limit: 3, offset: 3 });
        expect([first.more, second.more]).toEqual([true, false]);
        expect([...first.items, ...second.items].map(({ id }) => id)).toEqual(["d", "c", "b", "a"]);
      });

      it("sees the stage and the experiments it was asked for", async () => {
        await store.setRunStage("a", "deleted");
        const seen = async (view: "active" | "deleted" | "all") =>
          (await store.searchRuns({ experimentIds: ["0"], view }, ALL)).items.length;
        expect([await seen("active"), await seen("deleted"), await seen("all")]).toEqual([3, 1, 4]);
        expect((await store.searchRuns({ experimentIds: [], view: "all" }, ALL)).items).toEqual([]);
        const experimentIds = ["", " 0", "0x0", "00", "x"];
        expect((await store.searchRuns({ experimentIds, view: "all" }, ALL)).items).toEqual([]);
        expect((await store.searchLoggedModels(experimentIds, ALL)).items).toEqual([]);
      });
    });

    loggedModelContract(() => store);
  });
}
