import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { SqliteTrackingStore } from "../../../adapters/store/tracking-sqlite.ts";
import type { TrackingStore } from "../../../core/ports/tracking-store.ts";
import type { Field, Filter, Order, Test } from "../../../core/tracking/filter.ts";
import { trackingStoreContract } from "../../contracts/tracking-store.ts";
import { TRACKING_STORES } from "../../support/mlflow-app.ts";
import { tempFolder } from "../../support/temp-folder.ts";

for (const [name, make] of Object.entries(TRACKING_STORES)) describe(name, () => trackingStoreContract(make));

const text = fc.constantFrom("", "a", "A", "ab", "%", "_", "é", "É", "\u{1f600}", "\uffee", "a\0b", "0.1");
const number = fc.constantFrom(0, 1, -1, 0.1, 2, 1e308, Infinity, -Infinity);
const fields: readonly Field[] = [
  { entity: "metric", key: "m", type: "number" },
  { entity: "attribute", key: "end_time", type: "number" },
  { entity: "attribute", key: "start_time", type: "number" },
  { entity: "attribute", key: "run_name", type: "text" },
  { entity: "param", key: "p", type: "text" },
  { entity: "tag", key: "t", type: "text" },
  { entity: "dataset", key: "name", type: "text" },
  { entity: "dataset", key: "context", type: "text" },
];
const field = fc.constantFrom(...fields);

function testsOf({ type }: Field): fc.Arbitrary<Test> {
  const value: fc.Arbitrary<number | string> = type === "number" ? number : text;
  const negated = fc.boolean();
  const comparison = fc.record({
    operator:
      type === "number" ? fc.constantFrom("=", "!=", "<", "<=", ">", ">=") : fc.constantFrom("=", "!="),
    value,
  });
  const list = fc.record({
    operator: fc.constant("IN"),
    negated,
    values: fc.array(value, { minLength: 1, maxLength: 3 }),
  });
  const between = fc.record({ operator: fc.constant("BETWEEN"), negated, low: value, high: value });
  const like = fc.record({ operator: fc.constantFrom("LIKE", "ILIKE"), negated, pattern: text });
  return type === "number" ? fc.oneof(comparison, list, between) : fc.oneof(comparison, list, between, like);
}

const filter: fc.Arbitrary<Filter> = fc.letrec<{ filter: Filter; leaf: Filter }>((tie) => ({
  leaf: field.chain((named) =>
    testsOf(named).map((test) => ({ kind: "condition", field: named, test }) as const),
  ),
  filter: fc.oneof(
    { maxDepth: 3 },
    tie("leaf"),
    fc.record({
      kind: fc.constantFrom("and", "or"),
      parts: fc.array(tie("filter"), { minLength: 1, maxLength: 3 }),
    }),
    fc.record({ kind: fc.constant("not"), part: tie("filter") }),
  ),
})).filter;

const order: fc.Arbitrary<Order> = fc.record({ field, ascending: fc.boolean() });

interface GivenRun {
  readonly name: string;
  readonly metric: number | undefined;
  readonly param: string | undefined;
  readonly tag: string | undefined;
  readonly ended: number | undefined;
  readonly datasets: readonly { readonly name: string; readonly context: string }[];
}

const maybe = <T>(values: fc.Arbitrary<T>) => fc.option(values, { nil: undefined });
const givenRun: fc.Arbitrary<GivenRun> = fc.record({
  name: text,
  metric: maybe(fc.oneof(number, fc.constant(Number.NaN))),
  param: maybe(text),
  tag: maybe(text),
  ended: maybe(fc.integer({ min: 0, max: 2 })),
  datasets: fc.array(fc.record({ name: text, context: text }), { maxLength: 2 }),
});

async function fill(store: TrackingStore, runs: readonly GivenRun[]): Promise<void> {
  for (const [index, { name, metric, param, tag, ended, datasets }] of runs.entries()) {
    const id = `run${index}`;
    await store.createRun({ id, experimentId: "0", name, user: "", started: index % 2, tags: [] });
    if (ended !== undefined) await store.updateRun(id, { ended });
    await store.logBatch(id, {
      points: metric === undefined ? [] : [{ key: "m", step: 0, time: 0, value: metric }],
      params: param === undefined ? [] : [{ key: "p", value: param }],
      tags: tag === undefined ? [] : [{ key: "t", value: tag }],
    });
    const inputs = datasets.map((dataset, n) => ({
      name: dataset.name,
      digest: String(n),
      sourceType: "",
      source: "",
      tags: dataset.context === "" ? [] : [{ key: "mlflow.data.context", value: dataset.context }],
    }));
    await store.logInputs(id, { datasets: inputs, modelIds: [] });
  }
}

describe("searches of runs", () => {
  it("find the same runs in the same order in every store", async () => {
    const searches = fc.array(fc.tuple(filter, fc.array(order, { maxLength: 3 })), {
      minLength: 4,
      maxLength: 4,
    });
    await fc.assert(
      fc.asyncProperty(fc.array(givenRun, { minLength: 1, maxLength: 8 }), searches, async (runs, asked) => {
        const stores = Object.values(TRACKING_STORES).map((make) => make());
        for (const store of stores) await fill(store, runs);
        for (const [wanted, orders] of asked) {
          const pages = await Promise.all(
            stores.map((store) =>
              store.searchRuns(
                { experimentIds: ["0"], view: "active" },
                { filter: wanted, order: orders, offset: 0, limit: 100 },
              ),
            ),
          );
          expect(pages[1]).toEqual(pages[0]);
        }
        for (const store of stores) await store.close();
      }),
      { numRuns: 150 },
    );
  });
});

describe("SqliteTrackingStore on disk", () => {
  it("has everything again when it is opened again, and by two at once", async () => {
    const path = join(tempFolder(), "deep", "tracking.sqlite");
    const first = new SqliteTrackingStore(path);
    await first.createRun({ id: "a", experimentId: "0", name: "n", user: "", started: 1, tags: [] });
    const second = new SqliteTrackingStore(path);
    await second.logBatch("a", { points: [], params: [{ key: "p", value: "1" }], tags: [] });
    expect(await first.getRun("a")).toEqual(await second.getRun("a"));
    await first.close();
    await second.close();
    const third = new SqliteTrackingStore(path);
    expect((await third.getRun("a"))?.params).toEqual([{ key: "p", value: "1" }]);
    await third.close();
  });

  it("counts the points of a file that was made before they were counted", async () => {
    const path = join(tempFolder(), "tracking.sqlite");
    const points = [1, 2, 3].map((value) => ({ key: "m", step: value, time: value, value }));
    const first = new SqliteTrackingStore(path);
    await first.createRun({ id: "a", experimentId: "0", name: "n", user: "", started: 1, tags: [] });
    await first.logBatch("a", { points, params: [], tags: [] });
    await first.close();
    const old = new DatabaseSync(path);
    old.exec("ALTER TABLE curves DROP COLUMN count");
    old.close();
    const opened = new SqliteTrackingStore(path);
    const counts = async () => (await opened.getRun("a"))?.curves.map(({ count }) => count);
    expect(await counts()).toEqual([3]);
    await opened.logBatch("a", {
      points: [{ key: "m", step: 4, time: 4, value: 4 }, ...points],
      params: [],
      tags: [],
    });
    expect(await counts()).toEqual([4]);
    await opened.close();
  });
});
