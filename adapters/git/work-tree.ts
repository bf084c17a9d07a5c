import { commitShaSchema } from "../../core/names.ts";
import type { WorkTreeReader } from "../../core/ports/recording.ts";
import { textOfBytes } from "../../core/run/escaped-bytes.ts";
import { type Captured, type CaptureOptions, capture } from "../process/capture.ts";

/** A larger patch is not kept; the record says so. */
export const MAX_PATCH_BYTES = 5 * 1024 * 1024;

const TIMEOUT_MS = 30_000;

/**
 * Each of these holds against a setting of the user's or of the repository's: under `diff.relative` changes outside of the folder
 * would be none, and `diff.noprefix` or a context of no lines makes a patch that does not apply.
 */
const DIFF = [
  "diff",
  "HEAD",
  "--binary",
  "--no-ext-diff",
  "--no-textconv",
  "--no-color",
  "--no-relative",
  "--src-prefix=a/",
  "--dst-prefix=b/",
  "--unified=3",
  "--submodule=short",
  "--ignore-submodules=untracked",
];

/** A submodule with changes of its own, which the patch only tells of. */
const CHANGED_SUBMODULE = /^\+Subproject commit [0-9a-f]+-dirty$/m;
const SUBMODULE_WARNING =
  "git: a submodule has local changes, which the patch does not hold; commit them in the submodule before a run that has to be repeated";

/** What git says of a folder outside of any repository, and of a repository without a commit: the record tells of none. */
const NO_COMMIT = /not a git repository|Needed a single revision/;

/** Arguments by which git reads a checkout of another user, as in a container, and starts no program that a setting of it names. */
export function asOwner(folder: string, args: readonly string[]): readonly string[] {
  return ["-c", `safe.directory=${folder}`, "-c", "core.fsmonitor=false", ...args];
}

/**
 * The commit and local changes of a checkout. Only tracked files count: data and outputs of earlier steps lie untracked
 * in nearly every training job. In a container the checkout belongs to another user, which git refuses without
 * `safe.directory`.
 */
export function createWorkTreeReader(workspace: string): WorkTreeReader {
  const git = (args: readonly string[], more: Pick<CaptureOptions, "encoding"> = {}): Promise<Captured> =>
    capture("git", asOwner(workspace, args), {
      ...more,
      cwd: workspace,
      timeoutMs: TIMEOUT_MS,
      maxBytes: MAX_PATCH_BYTES,
      env: { ...process.env, GIT_OPTIONAL_LOCKS: "0", LC_ALL: "C", GIT_DIFF_OPTS: "" },
    });
  return {
    read: async () => {
      const head = await git(["rev-parse", "--verify", "HEAD"]);
      const commit = commitShaSchema.safeParse(head.stdout.trim());
      if (!commit.success) {
        const value = { commit: null, dirty: false, patch: null };
        if (NO_COMMIT.test(head.reason)) return { value, warnings: [] };
        return { value, warnings: [`git: no commit is known: ${head.reason || unreadable(head.stdout)}`] };
      }
      const diff = await git(DIFF, { encoding: "latin1" });
      if (diff.cut) {
        const warning = `git: the patch of local changes is larger than ${MAX_PATCH_BYTES} bytes and was left out`;
        return { value: { commit: commit.data, dirty: true, patch: null }, warnings: [warning] };
      }
      if (diff.exitCode !== 0) {
        const warning = `git: local changes are not known: ${diff.reason}`;
        return { value: { commit: commit.data, dirty: true, patch: null }, warnings: [warning] };
      }
      const patch = diff.stdout === "" ? null : textOfBytes(Buffer.from(diff.stdout, "latin1"));
      const warnings = patch !== null && CHANGED_SUBMODULE.test(patch) ? [SUBMODULE_WARNING] : [];
      return { value: { commit: commit.data, dirty: patch !== null, patch }, warnings };
    },
  };
}

function unreadable(answer: string): string {
  return `expected 40 hexadecimal digits (SHA-1), found ${JSON.stringify(answer.trim().slice(0, 80))}`;
}
