import { describe, expect, it } from "vitest";
import { runIdSchema } from "../../core/names.ts";
import type { Run } from "../../core/run/run.ts";
import { keptBaselines } from "../../usecases/kept-baseline.ts";
import { buildRun, type RunInput } from "../support/build-run.ts";
import { MemoryRunStore } from "../support/memory-run-store.ts";

const idOf = (digit: string) => runIdSchema.parse(digit.repeat(32));
const on = (branch: string | null): Run["source"] => ({ ...buildRun().source, branch });
const CURVES = new Map([["loss", [{ step: 0, time: null, value: 1 }]]]);

async function storeOf(...inputs: readonly (RunInput & { readonly day: number; readonly digit: string })[]) {
  const store = new MemoryRunStore();
  for (const { day, digit, ...input } of inputs)
    await store.add(buildRun({ id: idOf(digit), startedAt: `2026-01-0${day}T00:00:00Z`, ...input }), CURVES);
  return store;
}

const QUERY = { experiment: "train", branch: "main", except: idOf("0"), workflowRun: null };

describe("the newest run that is kept", () => {
  it("is the newest finished one of the experiment and the branch, with its curves", async () => {
    const store = await storeOf(
      { digit: "1", day: 1 },
      { digit: "2", day: 2 },
      { digit: "3", day: 3, status: "failed" },
      { digit: "4", day: 4, source: on("feature") },
      { digit: "5", day: 5, experiment: "other" },
      { digit: "6", day: 6 },
    );
    const newest = await keptBaselines(store).newest({ ...QUERY, except: idOf("6"), history: 5 });
    expect(newest).toMatchObject({ found: true, run: { id: idOf("2") }, curves: CURVES, artifact: null });
    expect(newest.found && newest.history.map(({ id }) => id[0])).toEqual(["2", "1"]);
  });

  it("is one without a branch for a run without one", async () => {
    const store = await storeOf({ digit: "1", day: 1 }, { digit: "2", day: 2, source: on(null) });
    const newest = await keptBaselines(store).newest({ ...QUERY, branch: "" });
    expect(newest).toMatchObject({ found: true, run: { id: idOf("2") } });
  });

  it("says why there is none", async () => {
    const none = await keptBaselines(await storeOf()).newest(QUERY);
    expect(none).toEqual({ found: false, reason: "no-run", notes: [] });
    const failed = await storeOf({ digit: "1", day: 1, status: "failed" });
    expect(await keptBaselines(failed).newest(QUERY)).toMatchObject({ found: false, reason: "unfinished" });
  });
});

describe("a run that is named", () => {
  it("is found by its id whatever its experiment, and nothing else is", async () => {
    const store = await storeOf({ digit: "1", day: 1, experiment: "other", status: "failed" });
    const source = keptBaselines(store);
    expect(await source.named({ kind: "run", id: idOf("1") }, "train")).toMatchObject({ found: true });
    expect(await source.named({ kind: "run", id: idOf("2") }, "train")).toMatchObject({
      reason: "not-found",
    });
    expect(await source.named({ kind: "artifact", id: 1 }, "train")).toMatchObject({ reason: "not-found" });
  });

  it("is compared without its curves when these are damaged, and says so", async () => {
    const store = await storeOf({ digit: "1", day: 1 });
    store.curves = () => Promise.reject(new Error("cut"));
    const named = await keptBaselines(store).named({ kind: "run", id: idOf("1") }, "train");
    expect(named).toMatchObject({ found: true, notes: [expect.stringContaining("cut")] });
  });
});
