import { beforeEach, describe, expect, it } from "vitest";
import { digestOfBytes } from "../../core/canonical.ts";
import { runIdSchema } from "../../core/names.ts";
import type { RunStore } from "../../core/ports/run-store.ts";
import type { Curves } from "../../core/run/metric.ts";
import { summarizeRun } from "../../core/run/run-summary.ts";
import { buildRun } from "../support/build-run.ts";
import { withCode } from "../support/with-code.ts";

const idOf = (digit: string) => runIdSchema.parse(digit.repeat(32));
const CURVES: Curves = new Map([
  [
    "loss",
    [
      { step: 0, time: 1_700_000_000_000, value: 0.5 },
      { step: 1, time: null, value: Number.NaN },
      { step: 2.5, time: null, value: Number.NEGATIVE_INFINITY },
    ],
  ],
  ["val/loss, ‰", [{ step: 0, time: null, value: 1 }]],
]);

/** What every store of finished runs promises. `open` opens the same store once more, as another process does. */
export function runStoreContract(make: () => { open(): RunStore }): void {
  describe("run store contract", () => {
    let store: RunStore;
    let other: RunStore;
    beforeEach(() => {
      const subject = make();
      store = subject.open();
      other = subject.open();
    });

    it("is empty before the first run", async () => {
      expect(await store.list()).toEqual({ runs: [], notes: [] });
      expect(await store.get(idOf("a"))).toBeUndefined();
      expect(await store.curves(idOf("a"))).toEqual(new Map());
    });

    it("gives a run back as it was added, to whoever opens the store", async () => {
      const run = buildRun({
        id: idOf("a"),
        metrics: { loss: "NaN", auc: 0.9 },
        params: { lr: 0.1, on: null },
      });
      await store.add(run, CURVES);
      expect(await other.get(run.id)).toEqual(run);
      expect(await other.curves(run.id)).toEqual(CURVES);
      expect(await other.list()).toEqual({ runs: [summarizeRun(run)], notes: [] });
    });

    it("keeps a run without curves", async () => {
      await store.add(buildRun({ id: idOf("a") }), new Map());
      expect(await store.curves(idOf("a"))).toEqual(new Map());
    });

    it("gives back the small files that a record names, and no others", async () => {
      const text = '{"pedigree": "roc", "ü": 1}\n';
      const bytes = new TextEncoder().encode(text);
      const file = { path: "plots/tensorboard/a-b.json", bytes: bytes.length, digest: digestOfBytes(bytes) };
      const run = buildRun({ id: idOf("a"), files: [{ ...file, role: "artifact" }] });
      await store.add(run, CURVES, new Map([[file.path, text]]));
      expect(await other.text(run.id, file.path)).toBe(text);
      expect(await other.get(run.id)).toEqual(run);
      expect(await other.text(run.id, "plots/tensorboard/other.json")).toBeUndefined();
      expect(await other.text(run.id, "run.json")).toBeUndefined();
      expect(await other.text(run.id, "../../index.json")).toBeUndefined();
      expect(await other.text(idOf("b"), file.path)).toBeUndefined();
      await store.add(run, CURVES, new Map([[file.path, text]]));
      expect((await other.list()).runs).toHaveLength(1);
    });

    it("has the code of no notebook that was not kept with its run", async () => {
      const run = buildRun({ id: idOf("a") });
      await store.add(run, CURVES);
      expect(await store.notebook(run.id, "train.ipynb")).toBeUndefined();
      expect(await store.notebook(idOf("b"), "train.ipynb")).toBeUndefined();
    });

    it("changes nothing when the same is added again", async () => {
      const run = buildRun({ id: idOf("a") });
      await store.add(run, CURVES);
      await store.add(buildRun({ id: idOf("a") }), new Map(CURVES));
      expect(await store.list()).toEqual({ runs: [summarizeRun(run)], notes: [] });
    });

    it("refuses another record or other curves of an id, and keeps what it has", async () => {
      const run = buildRun({ id: idOf("a"), name: "first" });
      await store.add(run, CURVES);
      const refused = expect.objectContaining({ code: "RUN_EXISTS" });
      await expect(other.add({ ...run, name: "second" }, CURVES)).rejects.toEqual(refused);
      await expect(other.add(run, new Map())).rejects.toThrow(withCode("RUN_EXISTS"));
      expect(await store.get(run.id)).toEqual(run);
      expect(await store.curves(run.id)).toEqual(CURVES);
    });

    it("lists the newest start first, whatever the order of adding, and by id what began together", async () => {
      const starts = {
        a: "2026-01-31T12:00:00Z",
        b: "2026-01-31T12:00:00.500Z",
        c: "2026-01-30T12:00:00Z",
        e: "2026-01-31T12:00:00.000Z",
        d: "2026-01-31T12:00:00Z",
      };
      for (const [digit, startedAt] of Object.entries(starts))
        await store.add(buildRun({ id: idOf(digit), startedAt }), new Map());
      const { runs } = await store.list();
      expect(runs.map(({ id }) => id.slice(0, 1)).join("")).toBe("badec");
    });

    it("lets one of two win who add another record under one id at the same time", async () => {
      const records = ["one", "two", "three", "four"].map((name) => buildRun({ id: idOf("a"), name }));
      const writes = records.map((run, at) => (at % 2 === 0 ? store : other).add(run, CURVES));
      const outcomes = await Promise.allSettled(writes);
      const won = outcomes.flatMap(({ status }, at) => (status === "fulfilled" ? [records[at]] : []));
      const codes = outcomes.flatMap((one) => (one.status === "rejected" ? [one.reason.code] : []));
      expect(codes).toEqual(["RUN_EXISTS", "RUN_EXISTS", "RUN_EXISTS"]);
      expect([await store.get(idOf("a"))]).toEqual(won);
    });

    it("lets all succeed who add the same at the same time", async () => {
      const run = buildRun({ id: idOf("a") });
      await Promise.all([store, other, store, other].map((one) => one.add(run, CURVES)));
      expect(await other.list()).toEqual({ runs: [summarizeRun(run)], notes: [] });
    });
  });
}
