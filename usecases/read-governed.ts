import { PedigreeError } from "../core/errors.ts";
import type { CommitSha, ModelName } from "../core/names.ts";
import type { ObservedCommit } from "../core/policy/observed-commit.ts";
import type { Change, Tree } from "../core/ports/registry-repository.ts";
import { parseBranchName } from "../core/registry/branch-name.ts";
import type { EditGate } from "../core/registry/edit-gate.ts";
import type { ObservedEvent } from "../core/registry/event.ts";
import type { LandingPlan } from "../core/registry/landing-plan.ts";
import { planObservation } from "../core/registry/plan-note.ts";
import { changedPaths, recordOwner } from "../core/registry/protected-paths.ts";
import { isMadeBy } from "../core/registry/recognise-landing.ts";
import { replyView } from "../core/report/reply-report.ts";
import { commitNote } from "./commit-note.ts";
import { aroundError, findEditGate } from "./find-around.ts";
import { findUngoverned, lookAt, type UngovernedChanges } from "./find-ungoverned.ts";
import type { RegistryPorts } from "./ports.ts";
import { type RegistryState, readModel, readRegistry } from "./read-registry.ts";
import { settleAll } from "./settle.ts";

/** Somebody who pushes as fast as this keeps the registry from being read at all. */
const MAX_ATTEMPTS = 5;

/**
 * The registry at a tip whose every change of records is accounted for. What no landing made is written into the log
 * first, with the records put back as they were, so that nothing is ever judged or landed on top of it unseen. Raises
 * EDIT_UNGOVERNED where what people edit was changed around the gate.
 */
export async function readGoverned(ports: RegistryPorts): Promise<RegistryState> {
  const state = await settleRecords(ports, () => readRegistry(ports));
  await requireGate(ports, state.tip);
  return state;
}

/**
 * The same for whoever only looks. Raises REGISTRY_INCONSISTENT for a change of records that the App has still to write into
 * the log, and EDIT_UNGOVERNED as above.
 */
export async function lookAtGoverned(ports: RegistryPorts): Promise<RegistryState> {
  const state = await readRegistry(ports);
  const { models } = await findUngoverned(ports, state.tip);
  if (models.size > 0) throw unrecorded(models);
  await requireGate(ports, state.tip);
  return state;
}

async function requireGate(ports: RegistryPorts, tip: CommitSha): Promise<void> {
  const { around } = await findEditGate(ports, tip);
  if (around.length > 0) throw aroundError(around);
}

function unrecorded(models: UngovernedChanges["models"]): PedigreeError {
  const commits = [...models.values()].flat().map(({ commit }) => commit);
  return new PedigreeError("REGISTRY_INCONSISTENT", "the registry holds changes that no landing made", {
    subject: [...models.keys()].join(", "),
    found: `commit ${[...new Set(commits)].join(", ")}`,
    remedy: "ask again when the App has recorded them, which it does by itself within minutes",
  });
}

/** The registry at a tip, as people's edits are judged on it: what went around the gate is told, not refused. */
export async function readForEdit(ports: RegistryPorts): Promise<RegistrySnapshot & EditGate> {
  const snapshot = await settleRecords(ports, async () => {
    const tip = await ports.repository.tip();
    return { tip, tree: await ports.repository.tree(tip) };
  });
  return { ...snapshot, ...(await findEditGate(ports, snapshot.tip)) };
}

type RegistrySnapshot = Pick<RegistryState, "tip" | "tree">;

async function settleRecords<S extends RegistrySnapshot>(
  ports: RegistryPorts,
  read: () => Promise<S>,
): Promise<S> {
  // An old copy of the tip leads to the very commit that has landed within this second: GitHub takes it again, and it is no news.
  const landed = new Set<CommitSha>();
  for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt++) {
    const state = await read();
    const changes = await findUngoverned(ports, state.tip);
    if (changes.models.size === 0) return state;
    const { commit, plans } = await commitObservation(ports, state, changes);
    if (!(await ports.repository.advance(commit)) || landed.has(commit)) continue;
    landed.add(commit);
    await report(ports, plans);
  }
  throw new PedigreeError("REMOTE_UNAVAILABLE", "the registry branch is changed faster than it can be read", {
    remedy: "the reconciler tries again",
  });
}

/** One commit for all models: a landing vouches for everything before it, so none may be left out. */
async function commitObservation(ports: RegistryPorts, state: RegistrySnapshot, changes: UngovernedChanges) {
  const plans = await planAll(ports, state, changes);
  const all = new Map(plans.flatMap((plan) => [...plan.changes]));
  const message = plans.map((plan) => plan.message).join("\n");
  const commit = await commitNote(ports, state.tip, { changes: all, message });
  await requireOwn(ports, commit);
  return { commit, plans };
}

/**
 * A commit that the App would not know again is an ungoverned change to whoever looks next, this App included: it would be
 * recorded by another one, without an end. So it never lands.
 */
async function requireOwn(ports: RegistryPorts, commit: CommitSha): Promise<void> {
  const { repository, registry } = ports;
  const description = await repository.describe(commit);
  const { author } = description;
  if (isMadeBy(description, registry.app)) return requireLanding(ports, commit);
  throw new PedigreeError("CONFIG_INVALID", "what this App commits is not recognised as its own", {
    subject: `commit ${commit} of ${registry.fullName}`,
    expected: `a commit by ${registry.app.login} (account ${registry.app.id})`,
    found: author === null ? "an unknown account" : `${author.login} (account ${author.id})`,
    remedy:
      "check that APP_ID and PRIVATE_KEY belong to the App that keeps this registry, and start it again",
  });
}

/** A file where a folder of the records has to be, for example, goes away with what is put back, and is no record. */
async function requireLanding(ports: RegistryPorts, commit: CommitSha): Promise<void> {
  const { landing, paths } = await lookAt(ports, commit);
  if (landing !== undefined) return;
  throw new PedigreeError("REGISTRY_INCONSISTENT", "a change by hand cannot be put back", {
    subject: paths.slice(0, 5).join(", "),
    expected: "the records as the last landing left them, and nothing else to change",
    remedy: "take the change back by hand: a file may stand where a folder has to be",
  });
}

async function planAll(
  ports: RegistryPorts,
  state: RegistrySnapshot,
  { base, models }: UngovernedChanges,
): Promise<readonly LandingPlan<ObservedEvent>[]> {
  const tree = base === null ? state.tree : await ports.repository.tree(base);
  const at = ports.clock.now();
  const plan = async ([model, commits]: readonly [ModelName, readonly ObservedCommit[]]) => {
    const { stages } = await readModel(ports, tree, model);
    const restore = restoration(model, state.tree, tree);
    return planObservation(stages, { base, commits, restore }, { at, tip: state.tip });
  };
  return Promise.all(Array.from(models, plan));
}

/** What puts a model's records back as they were; nothing where there is no landing to go by. */
function restoration(model: ModelName, present: Tree, wanted: Tree): ReadonlyMap<string, Change> {
  const paths = changedPaths(wanted, present).filter((path) => recordOwner(path) === model);
  return new Map(
    paths.map((path): [string, Change] => {
      const file = wanted.get(path);
      return [path, file === undefined ? null : { blob: file.blob }];
    }),
  );
}

/** Told once on every open request of the models; the check says it for as long as it lasts. */
async function report(ports: RegistryPorts, plans: readonly LandingPlan<ObservedEvent>[]): Promise<void> {
  const open = await ports.pulls.open();
  const effects = open.flatMap(({ number, headBranch, title }) => {
    const branch = parseBranchName(headBranch);
    const plan = plans.find(({ event }) => event.model === branch?.model);
    if (plan === undefined) return [];
    const view = replyView({
      kind: "observed",
      requester: null,
      title,
      pull: null,
      reason: plan.event.commits.map(({ commit }) => commit.slice(0, 7)).join(", "),
      allowed: [],
    });
    const run = () => ports.pulls.comment(number, ports.renderer.render("reply", view));
    return [{ what: `comment on #${number}`, run }];
  });
  // A comment that fails is no reason to stop: the check of the same pull request says the same.
  await settleAll(effects);
}
