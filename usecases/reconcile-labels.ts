import { digestOf } from "../core/canonical.ts";
import type { Sha256, StageName } from "../core/names.ts";
import { standingOf } from "../core/registry/fold.ts";
import { parseStageLabel, planLabels } from "../core/registry/stage-label.ts";
import { isHomeOf } from "../core/registry/version-home.ts";
import { type LabelGuard, repairOnce } from "./label-guard.ts";
import type { RequestOutcome } from "./outcomes.ts";
import type { RegistryPorts } from "./ports.ts";
import { applyLabels } from "./project.ts";
import { modelsIn, type RegistryState, readModel } from "./read-registry.ts";
import { type ReconcileMemory, since, withChanged } from "./reconcile-memory.ts";
import { requestFromLabel } from "./request-move.ts";
import { type Effect, settleAll } from "./settle.ts";

/** Labels of all pull requests, and what was seen of them. */
export type SeenLabels = Pick<ReconcileMemory, "labels" | "newest" | "stageLabels">;

/**
 * The labels as they are now. Only what changed is asked for, unless a stage label itself was deleted, renamed or made in
 * the repository's settings: that is no change of the pull requests that carry it, so all of them are listed.
 */
export async function seeLabels(
  ports: Pick<RegistryPorts, "pulls">,
  memory: ReconcileMemory,
): Promise<SeenLabels> {
  const stageLabels = await digestOfStageLabels(ports);
  const isSame = stageLabels === memory.stageLabels;
  const before = isSame ? memory : { labels: new Map(), newest: undefined };
  const changed = await ports.pulls.changedSince(isSame ? since(memory) : undefined);
  return { ...withChanged(before, changed), stageLabels };
}

async function digestOfStageLabels({ pulls }: Pick<RegistryPorts, "pulls">): Promise<Sha256> {
  const labels = await pulls.labels();
  const ours = labels.filter(({ name }) => parseStageLabel(name) !== undefined);
  return digestOf(ours.map(({ id, name }) => `${id} ${name}`).sort());
}

export interface LabelWork {
  readonly state: RegistryState;
  readonly labels: SeenLabels["labels"];
  readonly guard: LabelGuard;
}

/**
 * Brings the label of every version in line with its stage; asks nothing about those that are right. A label that differs
 * and that a person put there is a request nobody heard: it is heard first, for it goes with the repair.
 */
export async function repairLabels(
  ports: RegistryPorts,
  work: LabelWork,
  requests: RequestOutcome[],
): Promise<readonly string[]> {
  return forEachHome(ports, work, async (home) => {
    const { pull, stage, labels } = home;
    const plan = planLabels(labels, stage);
    if (plan.add.length + plan.remove.length === 0) return;
    await repairOnce(ports, { guard: work.guard, pull }, async () => {
      const heard = await hear(ports, home, work.guard);
      requests.push(...heard);
      if (heard.length === 0) await applyLabels(ports, pull, plan);
    });
  });
}

/** Hearing a request puts the labels right as well. */
async function hear(
  ports: RegistryPorts,
  { pull, stage, labels }: Home,
  guard: LabelGuard,
): Promise<RequestOutcome[]> {
  const heard: RequestOutcome[] = [];
  for (const label of labels) {
    const asked = parseStageLabel(label);
    if (asked === undefined || asked === stage) continue;
    const put = await ports.pulls.labelling(pull, label);
    if (put === null || put.by === null || put.by.id === ports.registry.app.id) continue;
    heard.push(await requestFromLabel(ports, { pull, label, sender: put.by, put }, guard));
  }
  return heard;
}

/** The labels of every version's pull request, without any memory: for when a label changed in the settings. */
export async function repairAllLabels(
  ports: RegistryPorts,
  { state, guard }: Pick<LabelWork, "state" | "guard">,
  requests: RequestOutcome[],
): Promise<readonly string[]> {
  const nothing = { labels: new Map(), newest: undefined };
  const { labels } = withChanged(nothing, await ports.pulls.changedSince(undefined));
  return repairLabels(ports, { state, labels, guard }, requests);
}

interface Home {
  readonly pull: number;
  readonly stage: StageName;
  readonly labels: readonly string[];
}

async function forEachHome(
  ports: RegistryPorts,
  { state, labels }: LabelWork,
  visit: (home: Home) => Promise<unknown>,
): Promise<readonly string[]> {
  const troubles: string[] = [];
  for (const model of modelsIn(state.tree)) {
    const visitAll = async () => {
      const { stages } = await readModel(ports, state.tree, model);
      const effects = Object.keys(stages.versions).flatMap((number): Effect[] => {
        const standing = standingOf(stages, Number(number));
        if (standing === undefined) return [];
        const { pull, stage } = standing;
        const seen = labels.get(pull);
        // One that landed stays where it landed, so what no listing shows is not here: the registry was copied.
        if (seen === undefined || !isHomeOf(seen, model, Number(number))) return [];
        const run = async () => {
          await visit({ pull, stage, labels: seen.labels });
        };
        return [{ what: `labels of ${model} ${number}`, run }];
      });
      troubles.push(...(await settleAll(effects)));
    };
    troubles.push(...(await settleAll([{ what: `model ${model}`, run: visitAll }])));
  }
  return troubles;
}
