import { describeError, PedigreeError } from "../core/errors.ts";
import type { PullRequest } from "../core/ports/pull-requests.ts";
import { GOVERNED_PREFIX, parseBranchName } from "../core/registry/branch-name.ts";
import { evaluatePull } from "./evaluate-pull.ts";
import { followRecent } from "./follow-recent.ts";
import { LabelGuard } from "./label-guard.ts";
import type { EvaluationOutcome, ReconcileOutcome, RegistrationOutcome, RequestOutcome } from "./outcomes.ts";
import type { RegistryPorts } from "./ports.ts";
import { readGoverned } from "./read-governed.ts";
import { type RegistryState, readRegistry } from "./read-registry.ts";
import { repairLabels, type SeenLabels, seeLabels } from "./reconcile-labels.ts";
import { NOTHING_KNOWN, type ReconcileMemory } from "./reconcile-memory.ts";
import { reconcilePulls } from "./reconcile-pulls.ts";
import { registerRecent } from "./register-recent.ts";
import { settleAll, settleRead } from "./settle.ts";

export interface ReconcileOptions {
  /** What an earlier pass found out; without it everything is looked at. */
  readonly memory?: ReconcileMemory;
  /** Shared by all who put labels right. */
  readonly guard?: LabelGuard;
  /** Whether recent workflow runs are looked at for new versions; each one costs a few requests. */
  readonly sweepRuns?: boolean;
}

/**
 * Does everything that webhooks would have brought about, without any: they are hints, this is the guarantee. The
 * failure of one part never keeps another from being done, and what did not change is not asked about twice.
 */
export async function reconcile(
  ports: RegistryPorts,
  { memory = NOTHING_KNOWN, guard = new LabelGuard(), sweepRuns = true }: ReconcileOptions = {},
): Promise<ReconcileOutcome> {
  const registrations: RegistrationOutcome[] = [];
  const requests: RequestOutcome[] = [];
  const state = await readUsable(ports);
  if (state instanceof PedigreeError) return judgeEdits(ports, { memory, state });
  const { troubles: registering, ...runs } = sweepRuns
    ? await registerRecent(ports, state, { memory, registrations })
    : NOT_SWEPT;
  const heeding = await heed(ports, { state, memory, guard }, requests);
  const open = await settleRead("open pull requests", () => ports.pulls.open());
  const pulls = await reconcilePulls(ports, {
    state: await readGoverned(ports),
    open: open.value ?? [],
    judged: memory.judged,
  });
  // Seen anew, for landings and requests have moved labels by now.
  const seen = await settleRead("labels", () => seeLabels(ports, { ...memory, ...heeding.seen }));
  const labels = seen.value?.labels;
  const projecting =
    labels === undefined
      ? []
      : await repairLabels(ports, { state: await readRegistry(ports), labels, guard }, requests);
  const clearing = await removeFinishedBranches(ports, open.value);
  const recent = await followRecent(ports, memory);
  const troubles = [
    registering,
    heeding.troubles,
    open.troubles,
    pulls.troubles,
    seen.troubles,
    projecting,
    clearing,
  ];
  return {
    evaluations: pulls.evaluations,
    registrations,
    requests,
    troubles: [...troubles.flat(), ...recent.troubles],
    memory: {
      ...memory,
      ...runs,
      judged: pulls.judged,
      followed: recent.followed,
      neverDeployed: recent.neverDeployed,
      ...heeding.seen,
      ...seen.value,
    },
  };
}

const NOT_SWEPT = { runs: NOTHING_KNOWN.runs, refused: NOTHING_KNOWN.refused, troubles: [] };

interface Heeding {
  readonly state: RegistryState;
  readonly memory: ReconcileMemory;
  readonly guard: LabelGuard;
}

async function heed(
  ports: RegistryPorts,
  { state, memory, guard }: Heeding,
  requests: RequestOutcome[],
): Promise<{ readonly seen: SeenLabels | undefined; readonly troubles: readonly string[] }> {
  const { value: seen, troubles } = await settleRead("labels", () => seeLabels(ports, memory));
  if (seen === undefined) return { seen, troubles };
  return { seen, troubles: await repairLabels(ports, { state, labels: seen.labels, guard }, requests) };
}

/** Nothing moves, but the edit that would mend the registry is judged, and every check says what is wrong. */
async function judgeEdits(
  ports: RegistryPorts,
  { memory, state }: { readonly memory: ReconcileMemory; readonly state: PedigreeError },
): Promise<ReconcileOutcome> {
  const evaluations: EvaluationOutcome[] = [];
  const open = await settleRead("open pull requests", () => ports.pulls.open());
  const judging = await settleAll(
    (open.value ?? []).map(({ number }) => ({
      what: `pull request #${number}`,
      run: async () => evaluations.push(await evaluatePull(ports, number)),
    })),
  );
  const troubles = [describeError(state), ...open.troubles, ...judging];
  return { evaluations, registrations: [], requests: [], troubles, memory };
}

/** The registry, or what is wrong with it that people can mend. */
async function readUsable(ports: RegistryPorts): Promise<RegistryState | PedigreeError> {
  try {
    return await readGoverned(ports);
  } catch (error) {
    if (error instanceof PedigreeError && error.family === "user") return error;
    throw error;
  }
}

/** Branches of the App whose pull request has landed; those that people closed stay for them to look at. */
async function removeFinishedBranches(
  ports: RegistryPorts,
  seen: readonly PullRequest[] | undefined,
): Promise<readonly string[]> {
  const open = new Set(seen?.map(({ headBranch }) => headBranch));
  const branches = await settleRead("branches", () => ports.repository.branches(GOVERNED_PREFIX));
  const effects = (branches.value ?? [])
    .filter(({ name }) => parseBranchName(name) !== undefined && !open.has(name))
    .map(({ name }) => ({
      what: `branch ${name}`,
      run: async () => {
        const pull = await ports.pulls.findByBranch(name);
        if (pull?.merged === true) await ports.repository.deleteBranch(name);
      },
    }));
  return [...branches.troubles, ...(await settleAll(effects))];
}
