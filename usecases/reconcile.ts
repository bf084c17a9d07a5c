import { GOVERNED_PREFIX, parseBranchName } from "../core/registry/branch-name.ts";
import { standingOf } from "../core/registry/fold.ts";
import { parseStageLabel } from "../core/registry/stage-label.ts";
import type { Stages } from "../core/registry/stages.ts";
import { evaluatePull } from "./evaluate-pull.ts";
import { followRecent } from "./follow-recent.ts";
import type { EvaluationOutcome, ReconcileOutcome, RegistrationOutcome, RequestOutcome } from "./outcomes.ts";
import type { RegistryPorts } from "./ports.ts";
import { projectVersionLabel } from "./project.ts";
import { readGoverned } from "./read-governed.ts";
import { modelsIn, type RegistryState, readModel, readRegistry } from "./read-registry.ts";
import { registerVersion } from "./register-version.ts";
import { requestFromLabel } from "./request-move.ts";
import { type Effect, settleAll } from "./settle.ts";

export interface ReconcileOptions {
  /** `owner/name#RUN` of workflow runs that an earlier pass looked at. */
  readonly known?: ReadonlySet<string>;
  /** Digests of events after which an earlier pass found nothing left to follow. */
  readonly followed?: ReadonlySet<string>;
}

/**
 * Does everything that webhooks would have brought about, without any: they are hints, this is the guarantee. The
 * failure of one part never keeps another from being done.
 */
export async function reconcile(
  ports: RegistryPorts,
  { known = new Set(), followed = new Set() }: ReconcileOptions = {},
): Promise<ReconcileOutcome> {
  const evaluations: EvaluationOutcome[] = [];
  const registrations: RegistrationOutcome[] = [];
  const requests: RequestOutcome[] = [];
  const examined: string[] = [];
  const state = await readGoverned(ports);
  const troubles = [
    ...(await registerRecent(ports, state, { known, examined, registrations })),
    ...(await heedLabels(ports, state, requests)),
    ...(await evaluateOpen(ports, evaluations)),
    ...(await projectLabels(ports)),
    ...(await removeFinishedBranches(ports)),
  ];
  const recent = await followRecent(ports, followed);
  return {
    evaluations,
    registrations,
    requests,
    examined,
    followed: recent.followed,
    troubles: [...troubles, ...recent.troubles],
  };
}

interface RecentRuns {
  readonly known: ReadonlySet<string>;
  readonly examined: string[];
  readonly registrations: RegistrationOutcome[];
}

/** Workflow runs of every repository that the policy names, unless they were looked at before. */
async function registerRecent(
  ports: RegistryPorts,
  { policy }: RegistryState,
  { known, examined, registrations }: RecentRuns,
): Promise<readonly string[]> {
  const repositories = [...new Set(policy.access.register.map(({ repository }) => repository))];
  const troubles: string[] = [];
  for (const repository of repositories) {
    const runs: number[] = [];
    const listing = {
      what: `runs of ${repository}`,
      run: async () => runs.push(...(await ports.runs.recent(repository))),
    };
    troubles.push(...(await settleAll([listing])));
    examined.push(...runs.map((runId) => `${repository}#${runId}`).filter((run) => known.has(run)));
    const fresh = runs.filter((runId) => !known.has(`${repository}#${runId}`));
    // Oldest first, so that numbers follow the order of training.
    const effects = fresh
      .toSorted((a, b) => a - b)
      .map(
        (runId): Effect => ({
          what: `run ${repository}#${runId}`,
          run: async () => {
            registrations.push(...(await registerVersion(ports, { repository, runId })));
            examined.push(`${repository}#${runId}`);
          },
        }),
      );
    troubles.push(...(await settleAll(effects)));
  }
  return troubles;
}

/** A stage label that differs from the stage, and that a person put there, is a request nobody heard. */
async function heedLabels(
  ports: RegistryPorts,
  state: RegistryState,
  requests: RequestOutcome[],
): Promise<readonly string[]> {
  return forEachVersion(ports, state, async (stages, version) => {
    const standing = standingOf(stages, version);
    if (standing === undefined) return;
    const { labels } = await ports.pulls.get(standing.pull);
    for (const label of labels) {
      const stage = parseStageLabel(label);
      if (stage === undefined || stage === standing.stage) continue;
      const sender = await ports.pulls.whoLabelled(standing.pull, label);
      if (sender !== null)
        requests.push(await requestFromLabel(ports, { pull: standing.pull, label, sender }));
    }
  });
}

async function evaluateOpen(
  ports: RegistryPorts,
  evaluations: EvaluationOutcome[],
): Promise<readonly string[]> {
  const open = await ports.pulls.open();
  return settleAll(
    open.map(({ number }) => ({
      what: `pull request #${number}`,
      run: async () => evaluations.push(await evaluatePull(ports, number)),
    })),
  );
}

async function projectLabels(ports: RegistryPorts): Promise<readonly string[]> {
  const state = await readRegistry(ports);
  return forEachVersion(ports, state, (stages, version) => projectVersionLabel(ports, stages, version));
}

async function forEachVersion(
  ports: RegistryPorts,
  state: RegistryState,
  visit: (stages: Stages, version: number) => Promise<unknown>,
): Promise<readonly string[]> {
  const troubles: string[] = [];
  for (const model of modelsIn(state.tree)) {
    const visitAll = async () => {
      const { stages } = await readModel(ports, state.tree, model);
      const effects = Object.keys(stages.versions).map(
        (number): Effect => ({
          what: `labels of ${model} ${number}`,
          run: () => visit(stages, Number(number)),
        }),
      );
      troubles.push(...(await settleAll(effects)));
    };
    troubles.push(...(await settleAll([{ what: `model ${model}`, run: visitAll }])));
  }
  return troubles;
}

/** Branches of the App whose pull request has landed; those that people closed stay for them to look at. */
async function removeFinishedBranches(ports: RegistryPorts): Promise<readonly string[]> {
  const branches = await ports.repository.branches(GOVERNED_PREFIX);
  return settleAll(
    branches
      .filter(({ name }) => parseBranchName(name) !== undefined)
      .map(({ name }) => ({
        what: `branch ${name}`,
        run: async () => {
          const pull = await ports.pulls.findByBranch(name);
          if (pull?.merged === true) await ports.repository.deleteBranch(name);
        },
      })),
  );
}
