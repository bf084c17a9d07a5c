import type { Sandbox } from "../../sandbox/index.ts";

/** What GitHub knew at one moment that a decision may depend on. */
export interface Truth {
  readonly reviews: readonly {
    readonly id: number;
    readonly pullId: number;
    readonly userId: number;
    readonly state: string;
    readonly commit: string;
  }[];
  /** Team's slug → ids of its members. */
  readonly teams: Readonly<Record<string, readonly number[]>>;
  /** Ids of those who may write to acme's registry. */
  readonly writers: readonly number[];
  readonly checks: readonly {
    readonly id: number;
    readonly name: string;
    readonly appId: number;
    readonly head: string;
    readonly conclusion: string | null;
  }[];
}

/** Every state of the truth in order, numbered from 0. */
export class Chronicle {
  readonly #sandbox: Sandbox;
  readonly #truths: Truth[] = [];
  readonly #appId: number;

  constructor(sandbox: Sandbox, appId: number) {
    this.#sandbox = sandbox;
    this.#appId = appId;
    this.write();
  }

  /** Number of the present truth. */
  get now(): number {
    return this.#truths.length - 1;
  }

  /** Called whenever somebody other than the App has changed something. */
  write(): void {
    const { state } = this.#sandbox.world;
    const registry = state.repositories.find(({ name }) => name === "registry");
    const isWriter = (role: string | undefined) => role !== undefined && role !== "read" && role !== "triage";
    const byTeam = state.teams.flatMap(({ id, members }) =>
      isWriter(registry?.teams[id]) ? members.map(({ userId }) => userId) : [],
    );
    const byName = Object.entries(registry?.collaborators ?? {}).flatMap(([id, role]) =>
      isWriter(role) ? [Number(id)] : [],
    );
    this.#truths.push({
      reviews: state.reviews.map(({ id, pullId, userId, state: said, commitSha }) => ({
        id,
        pullId,
        userId,
        state: said,
        commit: commitSha,
      })),
      teams: Object.fromEntries(
        state.teams.map(({ slug, members }) => [slug, members.map(({ userId }) => userId)]),
      ),
      writers: [...byTeam, ...byName],
      checks: state.checkRuns
        .filter(({ appId }) => appId !== this.#appId)
        .map(({ id, name, appId, headSha, conclusion }) => ({ id, name, appId, head: headSha, conclusion })),
    });
  }

  /** All truths from one number on. */
  since(number: number): readonly Truth[] {
    return this.#truths.slice(Math.max(0, number));
  }
}
