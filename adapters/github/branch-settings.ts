import { PedigreeError } from "../../core/errors.ts";
import type { BypassActor, Protection, Ruleset, Settings } from "../../core/policy/settings.ts";
import type { BranchSettings } from "../../core/ports/branch-settings.ts";
import { type GitHubApi, type GitHubClient, ownerAndRepo, PER_PAGE, type Tagged } from "./api.ts";
import { statusOf } from "./errors.ts";
import { mayCover } from "./ref-condition.ts";

/** How long one look is good for: an evaluation a minute later asks nothing. */
const FRESH_MS = 5 * 60_000;
/** How long an older look stands in while GitHub cannot answer. */
const STALE_MS = 60 * 60_000;
/** More rulesets than this on one branch are not looked into. */
const MAX_RULESETS = 20;

const UNREADABLE = "GitHub did not answer";
const UNSHOWN = "GitHub shows it only to those who may edit the ruleset";

type Rest = GitHubClient["rest"];
type RuleDto = Awaited<ReturnType<Rest["repos"]["getBranchRules"]>>["data"][number];
type ListedDto = Awaited<ReturnType<Rest["repos"]["getRepoRulesets"]>>["data"][number];
type RulesetDto = Awaited<ReturnType<Rest["repos"]["getRepoRuleset"]>>["data"];

export interface SettingsPlace {
  readonly fullName: string;
  readonly branch: string;
  readonly isDefault: boolean;
  readonly appId: number;
  /** Whether the App itself asks: only then does GitHub's word on the caller's bypass concern it. */
  readonly asApp: boolean;
}

/** What is remembered between looks: the last one, and GitHub's answers by their address. */
export interface SettingsMemory {
  last: { readonly at: number; readonly settings: Settings } | undefined;
  readonly answers: Map<string, Tagged<unknown>>;
}

export function createSettingsMemory(): SettingsMemory {
  return { last: undefined, answers: new Map() };
}

/**
 * The rules of a registry branch, which every installation may read with `metadata: read`. Asked at most every five
 * minutes, and then conditionally: an unchanged answer costs nothing of the rate limit.
 */
export class GitHubBranchSettings implements BranchSettings {
  readonly #api: GitHubApi;
  readonly #place: SettingsPlace;
  readonly #memory: SettingsMemory;
  readonly #now: () => number;

  constructor(api: GitHubApi, place: SettingsPlace, memory = createSettingsMemory(), now = Date.now) {
    this.#api = api;
    this.#place = place;
    this.#memory = memory;
    this.#now = now;
  }

  async read(): Promise<Settings> {
    const { last } = this.#memory;
    if (last !== undefined && this.#now() - last.at < FRESH_MS) return last.settings;
    try {
      const protection = await this.#protection();
      const settings: Settings = { ...this.#stamp(), protection: { known: true, value: protection } };
      this.#memory.last = { at: this.#now(), settings };
      return settings;
    } catch (error) {
      if (last !== undefined && this.#now() - last.at < STALE_MS) return last.settings;
      const refused = error instanceof PedigreeError && error.code === "REMOTE_REFUSED";
      const reason = refused ? "GitHub does not show the rules of this branch" : UNREADABLE;
      return { ...this.#stamp(), protection: { known: false, reason } };
    }
  }

  #stamp(): Pick<Settings, "seen" | "app"> {
    const seen = new Date(this.#api.newestAnswer ?? this.#now()).toISOString();
    return { seen: `${seen.slice(0, 19)}Z`, app: this.#place.appId };
  }

  async #protection(): Promise<Protection> {
    const { branch } = this.#place;
    const at = ownerAndRepo(this.#place.fullName);
    const page = { per_page: PER_PAGE };
    const [rules, listed] = await Promise.all([
      this.#ask<RuleDto[]>("rules of the branch", (rest, headers) =>
        rest.repos.getBranchRules({ ...at, branch, ...page, headers }),
      ),
      this.#ask<ListedDto[]>("rulesets", (rest, headers) =>
        rest.repos.getRepoRulesets({ ...at, ...page, headers }),
      ),
    ]);
    const active = [...new Set(rules.flatMap(({ ruleset_id: id }) => id ?? []))];
    const evaluating = listed.filter((one) => one.enforcement === "evaluate" && one.target === "branch");
    if (rules.length === PER_PAGE || active.length + evaluating.length > MAX_RULESETS) {
      throw new PedigreeError("REMOTE_INCOMPLETE", "there are more rules than can be looked at");
    }
    const rulesets = active.map(async (id) =>
      toRuleset(id, rules, await this.#ruleset(id), this.#place.asApp),
    );
    const idle = evaluating.map(async ({ id, name }) => {
      const names = (await this.#ruleset(id))?.conditions;
      const refs = names !== null && names !== undefined && "ref_name" in names ? names.ref_name : undefined;
      return mayCover(refs, this.#place) ? [name] : [];
    });
    return { rulesets: await Promise.all(rulesets), evaluating: (await Promise.all(idle)).flat() };
  }

  /** Undefined for one that GitHub lists and does not show, as those of an organisation may be. */
  async #ruleset(id: number): Promise<RulesetDto | undefined> {
    try {
      return await this.#ask<RulesetDto>(`ruleset ${id}`, (rest, headers) =>
        rest.repos.getRepoRuleset({ ...ownerAndRepo(this.#place.fullName), ruleset_id: id, headers }),
      );
    } catch (error) {
      if (statusOf(error) === 404 || statusOf(error) === 403) return undefined;
      throw error;
    }
  }

  async #ask<T>(
    what: string,
    call: (rest: Rest, headers: Record<string, string>) => Promise<{ data: T; headers: { etag?: string } }>,
  ): Promise<T> {
    // Kept under the name of the very question that was asked, so it has the answer's type.
    const known = this.#memory.answers.get(what) as Tagged<T> | undefined;
    const tagged = await this.#api.readIfChanged(`${what} of ${this.#place.fullName}`, call, known);
    this.#memory.answers.set(what, tagged);
    return tagged.data;
  }
}

function toRuleset(
  id: number,
  rules: readonly RuleDto[],
  dto: RulesetDto | undefined,
  asApp: boolean,
): Ruleset {
  const own = rules.filter(({ ruleset_id: ruleset }) => ruleset === id);
  const checks = own.flatMap((rule) =>
    rule.type === "required_status_checks" ? (rule.parameters?.required_status_checks ?? []) : [],
  );
  const actors = dto?.bypass_actors;
  return {
    id,
    name: dto?.name ?? String(id),
    rules: [...new Set(own.map(({ type }) => type))].sort(),
    checks: checks.map(({ context, integration_id: appId }) => ({ name: context, appId: appId ?? null })),
    bypass:
      actors === undefined ? { known: false, reason: UNSHOWN } : { known: true, value: actors.map(toActor) },
    own: asApp ? (dto?.current_user_can_bypass ?? null) : null,
  };
}

type ActorDto = NonNullable<RulesetDto["bypass_actors"]>[number];

const KINDS: Readonly<Record<string, BypassActor["kind"]>> = {
  Integration: "app",
  OrganizationAdmin: "organization-admin",
  RepositoryRole: "role",
  Team: "team",
  DeployKey: "deploy-key",
  User: "user",
};

function toActor({ actor_type: type, actor_id: id, bypass_mode: mode }: ActorDto): BypassActor {
  return { kind: KINDS[type] ?? "other", id: id ?? null, mode: mode ?? "always" };
}
