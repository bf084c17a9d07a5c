import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import * as core from "@actions/core";
import { z } from "zod";
import { type LiveMark, liveMarkSchema } from "../../core/live/live-mark.ts";
import { commitShaSchema, instantSchema, runIdSchema } from "../../core/names.ts";
import type { BegunRun, JobMemory, LiveMemory } from "../../core/ports/job-memory.ts";

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
  warnings: z.array(z.string()).optional(),
});

/** The runner's state of this step, `GITHUB_STATE`. */
export function createJobMemory(): JobMemory {
  return {
    keep: async ({ id, startedAt, session, ...tree }) => {
      core.saveState(STATE.id, id);
      core.saveState(STATE.startedAt, startedAt);
      core.saveState(STATE.session, session ?? "");
      if (session !== null) await keepWorkTree(session, tree);
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
      const tree = session === null ? { workTree: null } : await readWorkTree(session);
      return { id: id.data, startedAt: startedAt.data, session, ...tree };
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

type KeptTree = Pick<BegunRun, "workTree" | "workTreeWarnings">;

/** Where there is no room for it the last part looks for itself, and the job, which has not trained yet, goes on. */
async function keepWorkTree(session: string, { workTree, workTreeWarnings }: KeptTree): Promise<void> {
  if (workTree === null) return;
  const text = JSON.stringify({ ...workTree, warnings: workTreeWarnings });
  const path = join(session, WORK_TREE);
  await writeFile(path, text, { mode: 0o600 }).catch(() => rm(path, { force: true }));
}

async function readWorkTree(session: string): Promise<KeptTree> {
  try {
    const text = await readFile(join(session, WORK_TREE), "utf8");
    const { warnings, ...workTree } = workTreeSchema.parse(JSON.parse(text));
    return { workTree, ...(warnings === undefined ? {} : { workTreeWarnings: warnings }) };
  } catch {
    return { workTree: null };
  }
}
