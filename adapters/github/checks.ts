import { type CommitSha, commitShaSchema } from "../../core/names.ts";
import type { Check, Known } from "../../core/policy/facts.ts";
import type { Checks, ListedChecks, Verdict } from "../../core/ports/checks.ts";
import { CHECK_NAME } from "../../core/registry/audit-settings.ts";
import { CHECK_BUTTONS } from "../../core/registry/check-button.ts";
import { parseCheckKey } from "../../core/registry/check-key.ts";
import { type GitHubApi, type GitHubClient, ONCE, ownerAndRepo, PER_PAGE } from "./api.ts";

/** GitHub's limit on a check run's summary, in characters. */
const MAX_SUMMARY = 65_535;
const MAX_CHECKS = 1_000;
const CUT = "\n\n(shortened: the full decision is longer than GitHub shows)\n";

type CheckDto = Awaited<
  ReturnType<GitHubClient["rest"]["checks"]["listForRef"]>
>["data"]["check_runs"][number];

export interface ChecksPlace {
  readonly fullName: string;
  /** Numeric id of the App itself: a check is its own by this id, never by name. */
  readonly appId: number;
}

/** Check runs of the registry repository. */
export class GitHubChecks implements Checks {
  readonly #api: GitHubApi;
  readonly #at: { owner: string; repo: string };
  readonly #place: ChecksPlace;

  constructor(api: GitHubApi, place: ChecksPlace) {
    this.#api = api;
    this.#place = place;
    this.#at = ownerAndRepo(place.fullName);
  }

  async list(commit: CommitSha): Promise<Known<ListedChecks>> {
    const runs = await listCheckRuns(this.#api, this.#place.fullName, commit);
    if (!runs.known) return runs;
    const items = runs.value;
    const own = items.filter((dto) => dto.app?.id === this.#place.appId && dto.name === CHECK_NAME);
    const newest = own.toSorted((a, b) => b.id - a.id)[0];
    return {
      known: true,
      value: {
        others: items.filter((dto) => dto.app?.id !== this.#place.appId).flatMap(toCheck),
        own: newest === undefined ? undefined : { id: newest.id, key: await this.#keyOf(newest, commit) },
      },
    };
  }

  /**
   * What the App remembers of a commit. Where GitHub answered from an old copy, the App did not find its own check and made
   * a second one, which then hides the first: its origin is taken over from there.
   */
  async #keyOf(newest: CheckDto, commit: CommitSha): Promise<string> {
    const key = newest.external_id ?? "";
    if (parseCheckKey(key).origin !== null) return key;
    const { data } = await this.#api.response(`older checks of ${commit}`, (rest) =>
      rest.checks.listForRef({
        ...this.#at,
        ref: commit,
        filter: "all",
        check_name: CHECK_NAME,
        per_page: PER_PAGE,
      }),
    );
    const own = data.check_runs.filter((dto) => dto.app?.id === this.#place.appId);
    const keys = own.toSorted((a, b) => b.id - a.id).map((dto) => dto.external_id ?? "");
    return keys.find((older) => parseCheckKey(older).origin !== null) ?? key;
  }

  async publish(verdict: Verdict, existing: number | undefined): Promise<void> {
    const run = {
      ...this.#at,
      name: CHECK_NAME,
      external_id: verdict.key,
      ...outcome(verdict),
      output: { title: verdict.title.slice(0, 255), summary: bounded(verdict.summary) },
      actions: CHECK_BUTTONS.map((button) => ({ ...button })),
      request: ONCE,
    };
    await this.#api.write(`check ${CHECK_NAME} on ${verdict.head}`, (rest) =>
      existing === undefined
        ? rest.checks.create({ ...run, head_sha: verdict.head })
        : rest.checks.update({ ...run, check_run_id: existing }),
    );
  }
}

/**
 * A check that waits is still in progress: that blocks a merge as a failure does, without telling anybody that
 * something is wrong. `neutral` and `skipped` are never used, GitHub lets them pass as green.
 */
function outcome(verdict: Verdict) {
  if (verdict.outcome === "waiting") return { status: "in_progress" as const };
  return { status: "completed" as const, conclusion: verdict.outcome };
}

function bounded(summary: string): string {
  if (summary.length <= MAX_SUMMARY) return summary;
  const head = summary.slice(0, MAX_SUMMARY - CUT.length);
  // A cut must not leave half of a character behind; a cut at a line's end also spares the tables.
  const line = head.lastIndexOf("\n");
  return `${line > 0 ? head.slice(0, line) : head.toWellFormed().slice(0, -1)}${CUT}`;
}

/** Every check run of a commit, the newest of each name and suite; as many as GitHub counts, or not known. */
export async function listCheckRuns(
  api: GitHubApi,
  fullName: string,
  commit: CommitSha,
): Promise<Known<readonly CheckDto[]>> {
  let total = 0;
  const { items, complete } = await api.list(`checks of ${commit}`, MAX_CHECKS, async (rest, page) => {
    const { data } = await rest.checks.listForRef({
      ...ownerAndRepo(fullName),
      ref: commit,
      filter: "latest",
      ...page,
    });
    total = data.total_count;
    return { data: data.check_runs };
  });
  if (complete && total === items.length) return { known: true, value: items };
  return { known: false, reason: `GitHub counts ${total} checks but listed ${items.length}` };
}

/** A check without an App cannot be trusted to come from anywhere: it counts for nothing. */
export function toCheck(dto: CheckDto): Check[] {
  if (dto.app === null) return [];
  return [
    {
      id: dto.id,
      name: dto.name,
      app: dto.app.slug ?? "",
      appId: dto.app.id,
      status: dto.status,
      conclusion: dto.conclusion,
      commit: commitShaSchema.parse(dto.head_sha),
      startedAt: dto.started_at,
      completedAt: dto.completed_at,
      ...(dto.check_suite === null ? {} : { suite: dto.check_suite.id }),
    },
  ];
}
