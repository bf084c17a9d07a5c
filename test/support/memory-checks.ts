import type { CommitSha } from "../../core/names.ts";
import type { Check, Known } from "../../core/policy/facts.ts";
import type { Checks, ListedChecks, Verdict } from "../../core/ports/checks.ts";

/** Check runs in memory: the App's own by commit, and those of others. */
export class MemoryChecks implements Checks {
  readonly verdicts = new Map<number, Verdict>();
  readonly others: Check[] = [];
  /** Every publication in order, for tests that count writes. */
  readonly published: Verdict[] = [];

  async list(commit: CommitSha): Promise<Known<ListedChecks>> {
    const own = [...this.verdicts].findLast(([, verdict]) => verdict.head === commit);
    return {
      known: true,
      value: {
        others: this.others.filter((check) => check.commit === commit),
        own: own === undefined ? undefined : { id: own[0], key: own[1].key },
      },
    };
  }

  async publish(verdict: Verdict, existing: number | undefined): Promise<void> {
    this.verdicts.set(existing ?? this.verdicts.size + 1, verdict);
    this.published.push(verdict);
  }

  /** The newest verdict on a commit. */
  verdictOn(commit: CommitSha): Verdict | undefined {
    return [...this.verdicts.values()].findLast(({ head }) => head === commit);
  }
}
