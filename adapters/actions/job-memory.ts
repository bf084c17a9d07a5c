import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import * as core from "@actions/core";
import { z } from "zod";
import { type LiveMark, liveMarkSchema } from "../../core/live/live-mark.ts";
import { commitShaSchema, instantSchema, runIdSchema } from "../../core/names.ts";
import type { JobMemory, LiveMemory } from "../../core/ports/job-memory.ts";
import type { WorkTree } from "../../core/ports/recording.ts";

/** Names in the runner's state of the step. */
const STATE = {
  id: "run",
  startedAt: "started",
  session: "session",
  recorded: "recorded",
  unsent: "unsent",
  check: "check",
} as const;
/** Beside what the recorder keeps: a patch is too large for the runner's state. */
const WORK_TREE = "work-tree.json";

const workTreeSchema = z.object({
  commit: commitShaSchema.nullable(),
  dirty: z.boolean(),
  patch: z.string().nullable(),
});

/** The runner's state of this step, `GITHUB_STATE`. */
export function createJobMemory(): JobMemory {
  return {
    keep: async ({ id, startedAt, session, workTree }) => {
      core.saveState(STATE.id, id);
      core.saveState(STATE.startedAt, startedAt);
      core.saveState(STATE.session, session ?? "");
      if (session !== null && workTree !== null)
        await writeFile(join(session, WORK_TREE), JSON.stringify(workTree), { mode: 0o600 });
    },
    recorded: (folder) => {
      core.saveState(STATE.recorded, "true");
      core.saveState(STATE.unsent, folder);
    },
    sent: () => core.saveState(STATE.unsent, ""),
    unsent: () => core.getState(STATE.unsent) || null,
    recall: async () => {
      const id = runIdSchema.safeParse(core.getState(STATE.id));
      const startedAt = instantSchema.safeParse(core.getState(STATE.startedAt));
      if (!id.success || !startedAt.success || core.getState(STATE.recorded) === "true") return null;
      const session = core.getState(STATE.session) || null;
      const workTree = session === null ? null : await readWorkTree(session);
      return { id: id.data, startedAt: startedAt.data, session, workTree };
    },
  };
}

/** The mark of the live check, in the same place. */
export function createLiveMemory(): LiveMemory {
  // The runner hands a state on to the next part alone.
  let own: LiveMark | null | undefined;
  return {
    keep: (mark) => {
      own = mark;
      core.saveState(STATE.check, mark === null ? "" : JSON.stringify(mark));
    },
    recall: () => {
      if (own !== undefined) return own;
      const text = core.getState(STATE.check);
      return text === "" ? null : parseMark(text);
    },
  };
}

function parseMark(text: string): LiveMark | null {
  try {
    return liveMarkSchema.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

async function readWorkTree(session: string): Promise<WorkTree | null> {
  try {
    return workTreeSchema.parse(JSON.parse(await readFile(join(session, WORK_TREE), "utf8")));
  } catch {
    return null;
  }
}
