import { expect, test } from "vitest";
import { partsOf } from "../../action/parts.ts";
import { commitShaSchema, runIdSchema } from "../../core/names.ts";
import { memoryOfJob, memoryRecorder } from "../support/memory-recorder.ts";
import { realPorts } from "../support/recording.ts";

const ID = runIdSchema.parse("b".repeat(32));
const WORK_TREE = { commit: commitShaSchema.parse("a".repeat(40)), dirty: true, patch: "+1" };
const BEGUN = { id: ID, startedAt: "2026-01-31T12:00:00.000Z", session: "/session", workTree: WORK_TREE };

test("a run that was begun keeps its number and the work tree of that moment", async () => {
  const parts = partsOf({ ...realPorts("/nowhere"), recorder: memoryRecorder }, BEGUN);
  expect(parts.ids.next()).toBe(ID);
  expect(await parts.workTree.read()).toEqual({ value: WORK_TREE, warnings: [] });
  const begun = { ...BEGUN, workTreeWarnings: ["git: the patch is too large"] };
  expect((await partsOf(realPorts("/nowhere"), begun).workTree.read()).warnings).toHaveLength(1);
  expect(parts.recorder).toBe(memoryRecorder);
});

test("a run that was begun before the checkout looks at the work tree now", () => {
  const ports = realPorts("/nowhere");
  expect(partsOf(ports, { ...BEGUN, workTree: null }).workTree).toBe(ports.workTree);
});

test("a run that begins now leaves word of itself as soon as its recorder is there", async () => {
  const memory = memoryOfJob();
  const parts = partsOf({ ...realPorts("/nowhere"), recorder: memoryRecorder, memory }, null);
  expect(memory.kept).toEqual([]);
  await parts.recorder?.open();
  expect(memory.kept).toMatchObject([{ id: parts.ids.next(), session: "/session", workTree: null }]);
});

test("a run without a recorder leaves no word", () => {
  const ports = realPorts("/nowhere");
  expect(partsOf({ ...ports, memory: memoryOfJob() }, null)).toMatchObject({
    ids: ports.ids,
    recorder: null,
  });
});
