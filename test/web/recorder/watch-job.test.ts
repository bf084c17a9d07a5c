import { describe, expect, it } from "vitest";
import { createRenderer } from "../../../adapters/render/renderer.ts";
import type { LiveWord } from "../../../core/live/live-word.ts";
import type { LiveBoard } from "../../../core/ports/live.ts";
import { readOrder, watchJob } from "../../../web/recorder/watch-job.ts";
import { liveState, START } from "../../support/live.ts";
import { liveOrder } from "../../support/live-order.ts";
import { ManualTimer } from "../../support/manual-timer.ts";
import { MemoryLiveBoard } from "../../support/memory-live-board.ts";

/** A job that is shown, with what its recorder leaves word of. */
function showing(made: LiveBoard | null = null) {
  const board = new MemoryLiveBoard();
  const timer = new ManualTimer();
  const words: LiveWord[] = [];
  let abandoned = 0;
  let begin: () => void = () => undefined;
  let looks = 0;
  const own: LiveBoard = {
    show: (page) => {
      begin();
      return board.show(page);
    },
    close: (page, conclusion) => board.close(page, conclusion),
  };
  const watch = watchJob(liveOrder(), (tellBegin) => {
    begin = tellBegin;
    return {
      source: {
        read: async () => {
          looks += 1;
          return {
            ...liveState({ loss: Array.from({ length: looks }, () => 1) }),
            now: START + looks * 40_000,
          };
        },
        close: async () => undefined,
      },
      view: { board: made ?? own, renderer: createRenderer() },
      timer,
      tell: (word) => words.push(word),
      abandon: async () => {
        abandoned += 1;
      },
    };
  });
  return { board, timer, words, watch, abandoned: () => abandoned };
}

describe("a job that its recorder shows", () => {
  it("has word of its check before it is there, and none of an end", async () => {
    const { board, timer, words, watch, abandoned } = showing();
    expect(words).toEqual([{ begun: false, refused: null, notes: [] }]);
    await timer.tick();
    expect(words.at(-1)).toEqual({ begun: true, refused: null, notes: [] });
    await watch.close({ isAbandoned: false });
    expect(board.shown.map(({ title, conclusion }) => [title, conclusion])).toEqual([
      ["Training · step 1", null],
    ]);
    expect(abandoned()).toBe(0);
  });

  it("is shown no more once it is closed", async () => {
    const { board, timer, watch } = showing();
    await timer.tick();
    await watch.close({ isAbandoned: false });
    await timer.tick();
    expect(board.asked).toBe(1);
  });

  it("leaves word of a refusal, in one line, and has nothing to end", async () => {
    const { board, timer, words, watch, abandoned } = showing();
    board.answers.push({ kind: "refused", reason: "no\npermission" });
    await timer.tick();
    expect(words.at(-1)).toMatchObject({ refused: "no permission" });
    await watch.close({ isAbandoned: true });
    expect(abandoned()).toBe(0);
  });

  it("ends its own check where nobody else will", async () => {
    const { timer, watch, abandoned } = showing();
    await timer.tick();
    await watch.close({ isAbandoned: true });
    expect(abandoned()).toBe(1);
  });

  it("is closed in time also when a page never arrives", async () => {
    const never = {
      show: () => new Promise<never>(() => undefined),
      close: () => Promise.reject(new Error("no")),
    };
    const { timer, watch } = showing(never);
    void timer.tick();
    await watch.close({ isAbandoned: false });
  });
});

describe("an order", () => {
  const input = async function* (...chunks: readonly string[]) {
    for (const chunk of chunks) yield Buffer.from(chunk);
  };

  it("comes in pieces", async () => {
    const text = JSON.stringify(liveOrder({ name: "é" }));
    const bytes = Buffer.from(text);
    const at = bytes.indexOf("é") + 1;
    const pieces = async function* () {
      yield bytes.subarray(0, at);
      yield bytes.subarray(at);
    };
    expect(await readOrder(pieces())).toEqual(liveOrder({ name: "é" }));
  });

  it.each([
    ["", /cannot be read/],
    ['{"secrets": ["canary-7f3a"]}', /^the order cannot be read$/],
    ["x".repeat(17 * 1024 * 1024), /too long/],
  ])("that is none is refused, and no part of it is told", async (text, message) => {
    await expect(readOrder(input(text))).rejects.toThrow(message);
  });
});
