import { describe, expect, it } from "vitest";
import { createRenderer } from "../../adapters/render/renderer.ts";
import { WATCH_RHYTHM } from "../../core/live/rhythm.ts";
import { compileStopRule } from "../../core/live/stop-rule.ts";
import type { LiveState } from "../../core/ports/live.ts";
import type { Run } from "../../core/run/run.ts";
import { pauseAfter, type WatchRequest, type WatchResult, watchRun } from "../../usecases/watch-run.ts";
import { buildRun } from "../support/build-run.ts";
import { liveState, START, STOPPED } from "../support/live.ts";
import { ManualTimer } from "../support/manual-timer.ts";
import { MemoryLiveBoard } from "../support/memory-live-board.ts";

const renderer = createRenderer();

/** A watched training whose state the test writes. */
function watching(request: Partial<WatchRequest> = {}) {
  const board = new MemoryLiveBoard();
  const timer = new ManualTimer();
  const stops: NonNullable<Run["stopped"]>[] = [];
  const source = { state: liveState({}), closed: 0, trouble: undefined as Error | undefined };
  const watch = watchRun(
    {
      source: {
        read: async () => {
          if (source.trouble !== undefined) throw source.trouble;
          return source.state;
        },
        close: async () => {
          source.closed += 1;
        },
      },
      view: { board, renderer },
      timer,
    },
    {
      experiment: "train/fit",
      leg: null,
      name: null,
      startedAt: START,
      goals: {},
      rule: null,
      page: null,
      onStop: (stopped) => stops.push(stopped),
      ...request,
    },
  );
  /** Seconds after the start, with so many values of a loss. */
  const at = async (seconds: number, values: readonly number[], more: Partial<LiveState> = {}) => {
    source.state = { ...liveState({ loss: values }, { now: START + seconds * 1000 }), ...more };
    await timer.tick();
  };
  return { board, timer, stops, source, watch, at };
}

const END = { end: "finished", recorded: null, links: { comment: null, artifact: null } } as const;

describe("a watch", () => {
  it("shows nothing of a training that takes less than half a minute", async () => {
    const { board, watch, at } = watching();
    await at(29, [1]);
    await watch.stop(false);
    await watch.close(END);
    expect(board.asked).toBe(0);
  });

  it("writes after half a minute, then at most every half minute, and only what is new", async () => {
    const { board, at } = watching();
    await at(30, [1]);
    await at(31, [1, 2]);
    await at(59, [1, 2, 3]);
    expect(board.asked).toBe(1);
    await at(60, [1, 2, 3]);
    expect(board.shown.map(({ title }) => title)).toEqual(["Training · step 1", "Training · step 3"]);
    await at(90, [1, 2, 3]);
    expect(board.asked).toBe(2);
    await at(91, [1, 2, 3, 4]);
    expect(board.asked).toBe(3);
  });

  it("counts use of the machine as new in tenths, and the passing of time not at all", async () => {
    const { board, at } = watching();
    const busy = (percent: number) => ({
      hardware: { cpu_utilization_percentage: percent, disk_read_megabytes: percent },
    });
    await at(30, [1], busy(52));
    await at(60, [1], busy(54));
    expect(board.asked).toBe(1);
    await at(90, [1], busy(93));
    expect(board.asked).toBe(2);
  });

  it("leaves a board that asks for patience alone, and says so", async () => {
    const { board, at, watch } = watching();
    board.answers.push({ kind: "later", milliseconds: 120_000, reason: "GitHub's rate limit is reached" });
    await at(30, [1]);
    await at(149, [1, 2]);
    expect(board.asked).toBe(1);
    await at(150, [1, 2]);
    expect(board.shown).toHaveLength(1);
    await watch.stop(false);
    expect(await watch.close(END)).toEqual({
      refused: null,
      notes: ["live view: GitHub's rate limit is reached"],
    });
  });

  it("asks a board that refuses no second time, and still judges its rule", async () => {
    const rule = compileStopRule("loss > 1", {});
    const { board, at, watch, stops } = watching({ rule });
    board.answers.push({ kind: "refused", reason: "no permission" });
    await at(30, [1]);
    await at(90, [1, 2]);
    await watch.close(END);
    expect(board.asked).toBe(1);
    expect(stops).toHaveLength(1);
    expect(await watch.close(END)).toEqual({ refused: "no permission", notes: [] });
  });

  it("tells each trouble once, when it comes, and looks no more where nobody sees it", async () => {
    const told: WatchResult[] = [];
    const { board, at, source, timer } = watching({ onTrouble: (result) => told.push(result) });
    board.answers.push({ kind: "later", milliseconds: 1, reason: "busy" });
    board.answers.push({ kind: "refused", reason: "no permission" });
    await at(30, [1]);
    await at(60, [1, 2]);
    source.trouble = new Error("nobody may look");
    await timer.tick();
    const notes = ["live view: busy"];
    expect(told).toEqual([
      { refused: null, notes },
      { refused: "no permission", notes },
    ]);
  });

  it("outlives a source and a board that fail", async () => {
    const { board, source, at, watch, timer } = watching();
    source.trouble = new Error("the disk is on fire");
    await timer.tick();
    source.trouble = undefined;
    await at(30, [1]);
    expect(board.shown).toHaveLength(1);
    expect((await watch.close(END)).notes).toEqual(["live view: the disk is on fire"]);
  });

  it("ends with what was recorded, and with the links", async () => {
    const { board, at, watch, source } = watching({ page: "https://github.com/acme/churn/actions/runs/5" });
    await at(30, [3]);
    await watch.stop(false);
    expect(source.closed).toBe(1);
    const recorded = {
      run: buildRun({ metrics: { loss: 0.25, "system/cpu_utilization_percentage": 5 } }),
      curves: new Map([["loss", [{ step: 9, time: null, value: 0.25 }]]]),
    };
    const links = { comment: "https://github.com/acme/churn/pull/1#issuecomment-2", artifact: null };
    await watch.close({
      end: "stopped",
      recorded: { ...recorded, run: { ...recorded.run, stopped: STOPPED } },
      links,
    });
    expect(board.current?.conclusion).toBe("neutral");
    expect(board.current?.text).toContain("| `loss` | 0.25 |");
    expect(board.current?.text).toContain(
      "[comparison](https://github.com/acme/churn/pull/1#issuecomment-2)",
    );
    expect(board.current?.text).toContain(
      "because `val_loss > 2 * best.val_loss` was true: `val_loss` = NaN",
    );
    expect(board.current?.text).not.toContain("system/");
  });

  it("without a record ends with what was last seen", async () => {
    const { board, at, watch } = watching();
    await at(30, [3]);
    await watch.close({ ...END, end: "failed" });
    expect(board.current).toMatchObject({ title: "Failed · step 1 · after 30 s", conclusion: "failure" });
  });
});

describe("a rule", () => {
  const rule = compileStopRule("loss > 2 * best.loss && step >= 3", {});

  it("that comes true asks once for the end, with what it read", async () => {
    const { at, stops } = watching({ rule });
    await at(2, [1, 3]);
    expect(stops).toEqual([]);
    await at(4, [1, 3, 3]);
    await at(5, [1, 3, 3, 9]);
    expect(stops).toEqual([
      {
        condition: rule.text,
        at: "2026-01-31T12:00:04.000Z",
        step: 3,
        values: { loss: 3, "best.loss": 1, step: 3 },
        signal: "SIGTERM",
      },
    ]);
  });

  it("is on the page while it waits, and the page says that the training is stopping", async () => {
    const { at, board } = watching({ rule });
    await at(30, [1]);
    expect(board.current?.text).toContain("Stops when `loss > 2 * best.loss && step >= 3`");
    await at(60, [1, 3, 3]);
    expect(board.current?.title).toBe("Stopping · step 3");
  });
});

describe("the rhythm", () => {
  it("slows down with the length of a training, and where few requests are left", () => {
    const hours = (count: number) => pauseAfter(WATCH_RHYTHM.between, count * 3_600_000, null) / 1000;
    expect([0, 1, 2, 10, 100].map(hours)).toEqual([30, 30, 60, 300, 300]);
    expect([1, 0.5, 0.25, 0.05, 0].map((left) => pauseAfter(30_000, 0, left) / 1000)).toEqual([
      30, 30, 60, 300, 300,
    ]);
  });

  it("never asks a token for more than 140 pages an hour", () => {
    let pages = 0;
    for (let now = 30_000; now < 3_600_000; now += pauseAfter(WATCH_RHYTHM.between, now, null)) pages += 1;
    expect(pages).toBeLessThanOrEqual(140);
  });
});
