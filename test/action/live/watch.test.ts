import { expect, test } from "vitest";
import type { LivePorts, LiveStart } from "../../../action/live/ports.ts";
import { createRenderer } from "../../../adapters/render/renderer.ts";
import type { Shown } from "../../../core/ports/live.ts";
import type { CommandRunner } from "../../../core/ports/recording.ts";
import { act } from "../../support/acting.ts";
import { liveState } from "../../support/live.ts";
import { ManualTimer } from "../../support/manual-timer.ts";
import { MemoryLiveBoard } from "../../support/memory-live-board.ts";
import { memoryOfCheck } from "../../support/memory-recorder.ts";

const REFUSED: Shown = { kind: "refused", reason: "live view: no permission" };

const NO_JOB: Pick<LivePorts, "order" | "end"> = {
  order: () => null,
  end: { memory: memoryOfCheck(), word: () => null, open: async () => null },
};

/** A training of which one look is taken while its command runs, 40 seconds after its begin. */
async function trainLive(inputs: Readonly<Record<string, string>>, answers: readonly Shown[] = []) {
  const board = new MemoryLiveBoard();
  board.answers.push(...answers);
  const timer = new ManualTimer();
  const starts: LiveStart[] = [];
  const live: LivePorts = {
    ...NO_JOB,
    open: async (start) => {
      starts.push(start);
      const now = Date.parse(start.startedAt) + 40_000;
      const source = { read: async () => ({ ...liveState({ loss: [1, 5] }), now }), close: async () => {} };
      return { source, view: { board, renderer: createRenderer() }, timer };
    },
  };
  const commands: CommandRunner = {
    run: async (_line, { stop }) => {
      await timer.tick();
      const measured = { cancelled: false, wallSeconds: 1, cpuSeconds: null, peakMemoryBytes: null };
      if (stop?.aborted !== true) return { value: { ...measured, exitCode: 0, signal: null }, warnings: [] };
      const ended = { exitCode: null, signal: "SIGTERM", askedToEnd: "SIGTERM" } as const;
      return { value: { ...measured, ...ended }, warnings: [] };
    },
  };
  const said = await act({ run: "train", ...inputs }, { live, commands });
  return { said, board, starts };
}

test("a training is shown and its check ends with the run", async () => {
  const { said, board, starts } = await trainLive({});
  expect(starts).toMatchObject([{ session: null, output: expect.stringMatching(/output\.log$/) }]);
  expect(board.shown.map(({ conclusion }) => conclusion)).toEqual([null, "success"]);
  expect(said).toMatchObject({ warnings: [], failures: [], exitCode: undefined });
});

test("a rule that came true ends the command, and the step with 0", async () => {
  const { said, board } = await trainLive({ "stop-when": "loss > 4" });
  expect(said).toMatchObject({ failures: [], exitCode: undefined });
  expect(said.info.join("\n")).toContain(
    "stop-when is true, so the command is asked to end (SIGTERM): loss = 5",
  );
  const record = await said.record();
  expect(record).toMatchObject({
    status: "finished",
    stopped: { condition: "loss > 4", step: 2, values: { loss: 5 }, signal: "SIGTERM" },
    command: { signal: "SIGTERM" },
  });
  expect(said.summaries[0]).toContain(
    "**⏹️ Stopped early** at step 2, because `loss > 4` was true: `loss` = 5",
  );
  expect(board.current?.conclusion).toBe("neutral");
});

test("without the view the rule is watched all the same", async () => {
  const { said } = await trainLive({ live: "false", "stop-when": "loss > 4" });
  expect((await said.record()).stopped?.step).toBe(2);
});

test("with neither, nothing is watched", async () => {
  expect((await trainLive({ live: "false" })).starts).toEqual([]);
});

test.each([
  ["auto", []],
  ["true", ["live view: no permission"]],
])("with live: %s a view that is refused warns %j", async (live, warnings) => {
  const { said } = await trainLive({ live }, [REFUSED]);
  expect(said.warnings).toEqual(warnings);
  expect([...said.info, ...said.warnings].filter((line) => line.includes("no permission"))).toHaveLength(1);
});

test("a rule that cannot be used fails the step before the command runs", async () => {
  const { said, starts } = await trainLive({ "stop-when": "best.speed > 1" });
  expect(starts).toEqual([]);
  expect(said.failures).toEqual([
    expect.stringMatching(/stop-when: best\.speed: .*min\.speed or max\.speed/),
  ]);
});

test("a watch that cannot be opened is a warning", async () => {
  const live: LivePorts = { ...NO_JOB, open: () => Promise.reject(new Error("no board")) };
  const said = await act({ run: "true" }, { live });
  expect(said.warnings).toEqual(["live view: no board"]);
});
