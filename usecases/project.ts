import { parseBranchName } from "../core/registry/branch-name.ts";
import type { DecidedEvent } from "../core/registry/event.ts";
import { standingOf } from "../core/registry/fold.ts";
import { recognisePull } from "../core/registry/pull-subject.ts";
import { planLabels } from "../core/registry/stage-label.ts";
import type { Stages } from "../core/registry/stages.ts";
import type { RegistryPorts } from "./ports.ts";
import { readModel, readRegistry } from "./read-registry.ts";
import { settleAll } from "./settle.ts";

/** After a landing: labels of every version that moved, then the branch. Returns what failed. */
export async function projectLanding(
  ports: RegistryPorts,
  headBranch: string,
  landed: { readonly event: DecidedEvent; readonly stages: Stages },
): Promise<readonly string[]> {
  const { event, stages } = landed;
  const displaced = event.kind === "registered" ? [] : event.displaced.map(({ version }) => version);
  return settleAll([
    ...[event.version, ...displaced].map((version) => ({
      what: `label of ${stages.model} ${version}`,
      run: () => projectVersionLabel(ports, stages, version),
    })),
    { what: `branch ${headBranch}`, run: () => ports.repository.deleteBranch(headBranch) },
  ]);
}

/** Brings the labels of a version's pull request in line with its stage. Returns what it changed. */
export async function projectVersionLabel(
  ports: Pick<RegistryPorts, "pulls">,
  stages: Stages,
  version: number,
): Promise<{ readonly changed: boolean }> {
  const standing = standingOf(stages, version);
  if (standing === undefined) return { changed: false };
  const { labels } = await ports.pulls.get(standing.pull);
  return applyLabels(ports, standing.pull, planLabels(labels, standing.stage));
}

/**
 * Puts the stage label of one pull request right, whatever people did to it. A pull request that is not the home of
 * a registered version carries none.
 */
export async function restoreLabels(
  ports: RegistryPorts,
  number: number,
): Promise<{ readonly changed: boolean }> {
  const pull = await ports.pulls.get(number);
  if (recognisePull(pull, ports.registry).kind === "foreign") return { changed: false };
  const branch = parseBranchName(pull.headBranch);
  if (branch === undefined) return { changed: false };
  const state = await readRegistry(ports);
  const { stages } = await readModel(ports, state.tree, branch.model);
  const standing = standingOf(stages, branch.version);
  const stage = standing?.pull === number ? standing.stage : undefined;
  return applyLabels(ports, number, planLabels(pull.labels, stage));
}

/** Carries out what is planned for the labels of one pull request. */
export async function applyLabels(
  ports: Pick<RegistryPorts, "pulls">,
  number: number,
  plan: ReturnType<typeof planLabels>,
): Promise<{ readonly changed: boolean }> {
  // The new label first: between the two steps a version never looks as if it stood nowhere.
  for (const label of plan.add) await ports.pulls.addLabel(number, label);
  for (const label of plan.remove) await ports.pulls.removeLabel(number, label);
  return { changed: plan.add.length + plan.remove.length > 0 };
}
