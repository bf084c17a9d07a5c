import { type CommitSha, commitShaSchema } from "../../core/names.ts";
import type { Check, Known } from "../../core/policy/facts.ts";
import type { Checks, ListedChecks, Verdict } from "../../core/ports/checks.ts";
import { CHECK_NAME } from "../../core/registry/audit-settings.ts";
import { CHECK_BUTTONS } from "../../core/registry/check-button.ts";
import { parseCheckKey } from "../../core/registry/check-key.ts";
import { isKeepersCheck, isVerdict } from "../../core/registry/own-checks.ts";
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
  /** Numeric id of the App itself: no check of another App is its own, whatever its name. */
  readonly appId: number;
  /** Whether somebody hears it when a button of the check is pressed. */
  readonly buttons: boolean;
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
    const others = runs.value.filter((dto) => !this.#isByUs(dto) || !isKeepersCheck(partsOf(dto)));
    return {
      known: true,
      value: { others: others.flatMap(toCheck), own: await this.#findOwn(runs.value, commit) },
    };
  }

  #isByUs({ app }: CheckDto): boolean {
    return app?.id === this.#place.appId;
  }

  /** The verdicts among check runs, newest first. */
  #verdicts(dtos: readonly CheckDto[]): readonly CheckDto[] {
    const own = dtos.filter((dto) => this.#isByUs(dto) && isVerdict(partsOf(dto)));
    return own.toSorted((a, b) => b.id - a.id);
  }

  /**
   * What the App remembers of a commit. Where GitHub answered from an old copy, the App did not find its own check and made
   * a second one, which then hides the first: its origin is taken over from there. So may a job of the same name, where
   * the App is that of all jobs.
   */
  async #findOwn(listed: readonly CheckDto[], commit: CommitSha): Promise<ListedChecks["own"]> {
    if (!listed.some((dto) => this.#isByUs(dto) && dto.name === CHECK_NAME)) return undefined;
    const [shown] = this.#verdicts(listed);
    if (shown !== undefined && remembersOrigin(shown)) return { id: shown.id, key: keyOf(shown) };
    const { data } = await this.#api.response(`older checks of ${commit}`, (rest) =>
      rest.checks.listForRef({
        ...this.#at,
        ref: commit,
        filter: "all",
        check_name: CHECK_NAME,
        per_page: PER_PAGE,
      }),
    );
    const all = this.#verdicts(data.check_runs);
    const newest = shown ?? all[0];
    return newest && { id: newest.id, key: keyOf(all.find(remembersOrigin) ?? newest) };
  }

  async publish(verdict: Verdict, existing: number | undefined): Promise<void> {
    const run = {
      ...this.#at,
      name: CHECK_NAME,
      external_id: verdict.key,
      ...outcome(verdict),
      output: { title: verdict.title.slice(0, 255), summary: bounded(verdict.summary) },
      actions: this.#place.buttons ? CHECK_BUTTONS.map((button) => ({ ...button })) : [],
      request: ONCE,
    };
    await this.#api.write(`check ${CHECK_NAME} on ${verdict.head}`, (rest) =>
      existing === undefined
        ? rest.checks.create({ ...run, head_sha: verdict.head })
        : rest.checks.update({ ...run, check_run_id: existing }),
    );
  }
}

function keyOf(dto: CheckDto): string {
  return dto.external_id ?? "";
}

function partsOf(dto: CheckDto): { readonly name: string; readonly key: string } {
  return { name: dto.name, key: keyOf(dto) };
}

function remembersOrigin(dto: CheckDto): boolean {
  return parseCheckKey(keyOf(dto)).origin !== null;
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
