import type { GitRepository } from "../../../sandbox/git/repository.ts";
import { openPulls, registryOf } from "../act.ts";
import type { Evidence, Violation } from "../evidence.ts";
import { recordOf, stagesAt } from "../history.ts";
import { whyNot } from "../oracle.ts";
import type { Tenant } from "../scenario.ts";
import { committers } from "./landings.ts";

const TENANTS: readonly Tenant[] = ["acme", "globex"];

/** Nothing that was asked for and is allowed is lost: at rest it has landed. */
export async function nothingLost(evidence: Evidence): Promise<readonly Violation[]> {
  const broken: Violation[] = [];
  for (const tenant of TENANTS) {
    broken.push(...(await movesOf(evidence, tenant)), ...(await runsOf(evidence, tenant)));
  }
  return broken;
}

async function movesOf(evidence: Evidence, tenant: Tenant): Promise<readonly Violation[]> {
  const { sandbox, asked, chronicle } = evidence;
  const registry = registryOf(sandbox, tenant);
  const git = sandbox.world.git(registry);
  const tip = (await git.ref("refs/heads/main")) ?? "";
  const models = await stagesAt(git, tip);
  const broken: Violation[] = [];
  for (const pull of openPulls(sandbox, registry)) {
    const [, kind, model = "", version = "", to = ""] = pull.headBranch.split("/");
    if ((kind !== "move" && kind !== "rollback") || pull.base !== "main") continue;
    const stages = models.get(model) ?? {};
    const halted = stages.ungoverned !== undefined || (stages.frozen !== undefined && kind === "move");
    const { stage } = recordOf(recordOf(stages.versions)[version]);
    const pushed = (await git.log(pull.baseSha, pull.headSha)).length > 1;
    if (halted || pushed || !isWay(String(stage), to)) continue;
    const askers = idsOf(
      evidence,
      asked.filter((each) => kind === "rollback" || each.version === `${model} ${version}`),
    );
    // A request that is heard again after a crash is refused where its asker has lost the right to ask meanwhile.
    const [truth] = chronicle.since(chronicle.now);
    const mayAsk = (id: number) => tenant !== "acme" || truth?.writers.includes(id) === true;
    const wanted = asked.filter(({ version: of, words }) =>
      kind === "rollback"
        ? words.startsWith("/rollback")
        : of === `${model} ${version}` && asksFor(words, to),
    );
    if (!idsOf(evidence, wanted).some(mayAsk)) continue;
    const involved = [...askers, ...(await committers(evidence, { tenant, head: pull.headSha, base: tip }))];
    const question = { tenant, pull, head: pull.headSha, kind, to, involved } as const;
    if (whyNot(question, chronicle.since(chronicle.now), sandbox) === undefined) {
      broken.push(`LOST ${tenant}: #${pull.number} (${pull.title}) is allowed and has not landed`);
    }
  }
  return broken;
}

function idsOf({ sandbox }: Evidence, asked: Evidence["asked"]): readonly number[] {
  return asked.map(({ who }) => sandbox.world.state.users.find(({ login }) => login === who)?.id ?? 0);
}

/** Who may ask for one stage speaks for no request for another. */
function asksFor(words: string, stage: string): boolean {
  return words === `/promote ${stage}` || (stage === "archived" && words === "/archive");
}

function isWay(from: string, to: string): boolean {
  if (from === to) return false;
  return to === "staging" ? from === "development" : true;
}

/** Every finished training run has its version. */
async function runsOf({ sandbox }: Evidence, tenant: Tenant): Promise<readonly Violation[]> {
  const registry = registryOf(sandbox, tenant);
  const { state } = sandbox.world;
  const training = state.repositories.find(
    ({ name, ownerId }) => name === "churn" && ownerId === registry.ownerId,
  );
  const git = sandbox.world.git(registry);
  const models = await stagesAt(git, (await git.ref("refs/heads/main")) ?? "");
  const landed = [...models.values()].flatMap(({ versions }) =>
    Object.values(recordOf(versions)).map((version) => Number(recordOf(version).run)),
  );
  // Nothing of a model that is frozen or waits for an acknowledgement lands, its registrations neither.
  const halted = [...models.values()].some(
    ({ frozen, ungoverned }) => frozen !== undefined || ungoverned !== undefined,
  );
  // A version that people turned down stays turned down, and one that they moved to another base waits there.
  const registrations = state.pulls.filter(
    ({ repositoryId, headBranch }) =>
      repositoryId === registry.id && headBranch.startsWith("pedigree/register/"),
  );
  const closed = registrations.some(
    ({ state: standing, mergedAt, base }) =>
      (standing === "closed" && mergedAt === null) || (standing === "open" && base !== "main"),
  );
  // One that somebody pushed other files to than its card is refused until they are gone.
  const tampered = registrations
    .filter(({ state: standing }) => standing === "open")
    .map(({ baseSha, headSha }) => isTampered(git, baseSha, headSha));
  if ((await Promise.all(tampered)).includes(true)) return [];
  return state.workflowRuns
    .filter(
      ({ repositoryId, id }) => repositoryId === training?.id && !landed.includes(id) && !closed && !halted,
    )
    .map(({ id }) => `LOST ${tenant}: run ${id} was never registered`);
}

/** Whether a commit that the App did not make (it names the run) touches anything but a card. */
async function isTampered(git: GitRepository, base: string, head: string): Promise<boolean> {
  for (const { tree, parents, message } of await git.log(base, head)) {
    if (message.includes("\n\nRun: ")) continue;
    const before = (await git.commit(parents[0] ?? ""))?.tree ?? null;
    const changed = await git.changedPaths(before, tree);
    if (changed.some(({ path }) => !path.endsWith("/card.md"))) return true;
  }
  return false;
}
