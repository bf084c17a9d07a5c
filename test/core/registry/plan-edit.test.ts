import { describe, expect, it } from "vitest";
import { digestOf } from "../../../core/canonical.ts";
import { PedigreeError } from "../../../core/errors.ts";
import { commitShaSchema } from "../../../core/names.ts";
import { editEventSchema } from "../../../core/registry/edit-event.ts";
import { applyEdit, EMPTY_EDIT_LOG, editFileOf, newestEdit } from "../../../core/registry/edit-log.ts";
import { planEdit } from "../../../core/registry/plan-edit.ts";
import { judgeEdit } from "../../../usecases/judge-edit.ts";
import { approve, editWorld, MODEL, proposes, STRICTER } from "../../support/edit-play.ts";

async function judged() {
  const world = editWorld();
  const pull = proposes(world, { "pedigree.yml": STRICTER, [MODEL]: null });
  approve(world, pull.number);
  const result = await judgeEdit(world.ports, pull);
  if (result.kind !== "judged") throw new Error(result.kind);
  return { pull: pull.number, decision: result.decision, facts: result.facts };
}

describe("the plan of an edit", () => {
  it("holds the head's files, the removals and the event, and nothing else", async () => {
    const edit = await judged();
    const { event, changes, message } = planEdit(EMPTY_EDIT_LOG, edit);
    expect([...changes.keys()]).toEqual([MODEL, "pedigree.yml", "log/000001-edited.json"]);
    expect(changes.get(MODEL)).toBeNull();
    expect(changes.get("pedigree.yml")).toEqual({ blob: event.paths[1]?.after });
    expect(message).toBe(`Edit 2 files (#${edit.pull})\n\nEvent: log/000001-edited.json\n`);
    expect(editEventSchema.parse(event)).toEqual(event);
  });

  it("refuses what its decision does not allow, and what it does not know", async () => {
    const edit = await judged();
    const refused = { ...edit, decision: { ...edit.decision, allowed: false } };
    expect(() => planEdit(EMPTY_EDIT_LOG, refused)).toThrow(PedigreeError);
    const unknown = { ...edit, facts: { ...edit.facts, paths: { known: false as const, reason: "lost" } } };
    expect(() => planEdit(EMPTY_EDIT_LOG, unknown)).toThrow(PedigreeError);
  });
});

describe("the registry's log", () => {
  it("continues with the next number and the digest of the event before", async () => {
    const edit = await judged();
    const first = planEdit(EMPTY_EDIT_LOG, edit).event;
    const log = applyEdit(EMPTY_EDIT_LOG, first);
    expect(log).toEqual({ sequence: 1, last: digestOf(first) });
    const second = planEdit(log, edit).event;
    expect(editFileOf(second)).toBe("log/000002-edited.json");
    expect(applyEdit(log, second).sequence).toBe(2);
    expect(() => applyEdit(EMPTY_EDIT_LOG, second)).toThrow(/sequence/);
    expect(() => applyEdit({ sequence: 1, last: null }, second)).toThrow(/previous/);
  });

  it("holds no event that lists other paths than were judged", async () => {
    const { event } = planEdit(EMPTY_EDIT_LOG, await judged());
    const forged = { ...event, paths: event.paths.slice(1) };
    expect(() => applyEdit(EMPTY_EDIT_LOG, forged)).toThrow(/paths/);
    const other = { ...event, head: commitShaSchema.parse("f".repeat(40)) };
    expect(applyEdit(EMPTY_EDIT_LOG, other).last).not.toBe(digestOf(event));
  });

  it("begins where there is none", () => {
    expect(newestEdit([])).toBe(0);
    expect(newestEdit(["log/000012-edited.json", "log/000002-edited.json", "log/readme.md"])).toBe(12);
  });
});
