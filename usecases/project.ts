import type { StageName } from "../core/names.ts";
import type { DecidedEvent } from "../core/registry/event.ts";
import { standingOf } from "../core/registry/fold.ts";
import { parseStageLabel, planLabels } from "../core/registry/stage-label.ts";
import type { Stages } from "../core/registry/stages.ts";
import { isHomeOf } from "../core/registry/version-home.ts";
import type { RegistryPorts } from "./ports.ts";
import { readModel, readRegistry } from "./read-registry.ts";
import { recognise } from "./recognise.ts";
import { settleAll } from "./settle.ts";

/** After a landing: labels of every version that moved, then the branch. Returns what failed. */
export async function projectLanding(
  ports: RegistryPorts,
  headBranch: string,
  landed: { readonly event: DecidedEvent; readonly stages: Stages },
): Promise<readonly string[]> {
  const { event, stages } = landed;
  const moved =
    event.kind === "registered"
      ? [{ version: event.version, from: undefined }]
      : [
          { version: event.version, from: event.from },
          ...event.displaced.map(({ version }) => ({ version, from: event.to })),
        ];
  return settleAll([
    ...moved.map((move) => ({
      what: `label of ${stages.model} ${move.version}`,
      run: () => projectVersionLabel(ports, stages, move),
    })),
    { what: `branch ${headBranch}`, run: () => ports.repository.deleteBranch(headBranch) },
  ]);
}

/**
 * Moves the label of a version's pull request from one stage to where it stands now. A third label is somebody's request,
 * which is heard by its own webhook or by the reconciler.
 */
export async function projectVersionLabel(
  ports: Pick<RegistryPorts, "pulls">,
  stages: Stages,
  { version, from }: { readonly version: number; readonly from: StageName | undefined },
): Promise<{ readonly changed: boolean }> {
  const standing = standingOf(stages, version);
  if (standing === undefined) return { changed: false };
  const home = await ports.pulls.get(standing.pull);
  if (!isHomeOf(home, stages.model, version)) return { changed: false };
  const { add, remove } = planLabels(home.labels, standing.stage);
  const own = remove.filter((label) => parseStageLabel(label) === from);
  return applyLabels(ports, standing.pull, { add, remove: own });
}

/**
 * Puts the stage label of one pull request right, whatever people did to it. A pull request that is not the home of
 * a registered version carries none. A label that a person put on is a request and stays until it is heard, which
 * `heard` was: whoever swaps two labels sends word of the one taken off first.
 */
export async function restoreLabels(
  ports: RegistryPorts,
  number: number,
  heard?: StageName,
): Promise<{ readonly changed: boolean }> {
  const pull = await ports.pulls.get(number);
  const subject = await recognise(ports, pull);
  if (subject.kind === "foreign" || subject.kind === "edit") return { changed: false };
  const { branch } = subject;
  const state = await readRegistry(ports);
  const { stages } = await readModel(ports, state.tree, branch.model);
  const standing = standingOf(stages, branch.version);
  const home = standing?.pull === number ? standing : undefined;
  const { add, remove } = planLabels(pull.labels, home?.stage);
  const idle: string[] = [];
  for (const label of remove) {
    const isRequest = home !== undefined && parseStageLabel(label) !== heard;
    if (!isRequest || !(await isByPerson(ports, number, label))) idle.push(label);
  }
  return applyLabels(ports, number, { add, remove: idle });
}

/** Where it cannot be told who put it there, nobody can be answered, and it goes. */
async function isByPerson(ports: RegistryPorts, number: number, label: string): Promise<boolean> {
  const put = await ports.pulls.labelling(number, label);
  return put?.by?.bot === false;
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
