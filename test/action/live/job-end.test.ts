import { expect, test } from "vitest";
import { readInputs } from "../../../action/inputs.ts";
import { jobEndParts } from "../../../action/live/job-end.ts";
import type { LiveEnding } from "../../../action/live/watch.ts";
import { createRenderer } from "../../../adapters/render/renderer.ts";
import type { LiveWord } from "../../../core/live/live-word.ts";
import type { Shown } from "../../../core/ports/live.ts";
import { buildRun } from "../../support/build-run.ts";
import { liveOrder } from "../../support/live-order.ts";
import { MemoryLiveBoard } from "../../support/memory-live-board.ts";
import { memoryOfCheck, memoryRecorder } from "../../support/memory-recorder.ts";
import { realPorts } from "../../support/recording.ts";
import { runRequest } from "../../support/run-request.ts";

const { mark } = liveOrder().board;
const BEGUN: LiveWord = { begun: true, refused: null, notes: [] };
const RECORDED: LiveEnding = {
  recorded: {
    run: buildRun({ metrics: { loss: 0.25 } }),
    curves: new Map(),
    folder: "/record",
    command: null,
  },
  gate: "off",
  links: { comment: null, artifact: null },
};

interface Scene {
  readonly word?: LiveWord | null;
  readonly ending?: LiveEnding;
  readonly live?: string;
  /** How GitHub takes the last page. */
  readonly answer?: Shown;
  readonly begun?: boolean;
  /** Whether the recorder's folder is there. */
  readonly folder?: boolean;
}

/** The end of a job that was shown, or was to be. */
async function end({
  word = BEGUN,
  ending = RECORDED,
  live = "auto",
  begun = true,
  folder = true,
  answer,
}: Scene) {
  const board = new MemoryLiveBoard();
  await board.show({ title: "Training", text: "" });
  if (answer !== undefined) board.answers.push(answer);
  const memory = memoryOfCheck(begun ? mark : null);
  const said: string[] = [];
  const recorder = folder ? memoryRecorder : { open: async () => ({ value: null, warnings: [] }) };
  const host = {
    info: (text: string) => said.push(text),
    notice: () => {},
    warning: (text: string) => said.push(`warning: ${text}`),
    fail: (text: string) => said.push(`failed: ${text}`),
    setOutput: () => {},
    addSummary: async () => {},
    setExitCode: () => {},
  };
  const parts = jobEndParts(
    {
      ...realPorts("/nowhere"),
      host,
      recorder,
      live: {
        open: () => Promise.reject(new Error("there is no command")),
        order: () => null,
        end: { memory, word: () => word, open: async () => ({ board, renderer: createRenderer() }) },
      },
    },
    {
      inputs: readInputs((name) => (name === "live" ? live : "")),
      request: { ...runRequest(), startedAt: "2026-01-31T12:00:00.000Z" },
      rule: null,
      page: null,
    },
  );
  const session = await parts.parts.recorder?.open();
  await session?.value?.close();
  const trouble = await parts.close(ending);
  return { board, said, trouble, left: memory.recall() };
}

test("a job that was shown ends with what was recorded of it", async () => {
  const { board, said, trouble, left } = await end({});
  expect(board.current).toMatchObject({
    conclusion: "success",
    text: expect.stringContaining("| `loss` | 0.25 |"),
  });
  expect({ said, trouble, left }).toEqual({ said: [], trouble: [], left: null });
});

test.each([
  ["failed", "failure"],
  ["shut", "failure"],
  ["passed", "success"],
] as const)("a gate that is %s makes it a %s", async (gate, conclusion) => {
  expect((await end({ ending: { ...RECORDED, gate } })).board.current?.conclusion).toBe(conclusion);
});

test.each([
  ["no word", { word: null }],
  ["no folder", { word: BEGUN, folder: false }],
])("a recorder that left %s may have shown something", async (_what, scene) => {
  expect((await end(scene)).board.current?.conclusion).toBe("success");
});

test.each([
  ["had not begun", { begun: false, refused: null, notes: [] }],
  ["was refused", { begun: true, refused: "no permission", notes: [] }],
])("a view that %s has no end, and nobody looks for it", async (_what, word) => {
  const { board, left } = await end({ word });
  expect([board.asked, left]).toEqual([1, null]);
});

test.each([
  ["auto", [], ["Pedigree: busy once", "Pedigree: no permission"]],
  ["true", ["no permission"], ["Pedigree: busy once"]],
])("with live: %s a refusal is trouble %j", async (live, trouble, said) => {
  const word: LiveWord = { begun: true, refused: "no permission", notes: ["busy once"] };
  expect(await end({ live, word })).toMatchObject({ trouble, said });
});

test.each([
  ["a job that could not be recorded", { ending: { ...RECORDED, recorded: null } }, []],
  [
    "a page that GitHub does not take",
    { answer: { kind: "later", milliseconds: 1, reason: "GitHub's rate limit is reached" } },
    ["Pedigree: live view: GitHub's rate limit is reached"],
  ],
] as const)("%s leaves its check to whoever looks after it", async (_what, scene, said) => {
  expect(await end(scene)).toMatchObject({ left: mark, said, board: { current: { conclusion: null } } });
});

test("a job that was never to be shown has no end to show", async () => {
  expect((await end({ begun: false })).board.asked).toBe(1);
});
