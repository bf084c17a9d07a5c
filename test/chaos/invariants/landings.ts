import type { GitRepository } from "../../../sandbox/git/repository.ts";
import { userOfEmail } from "../../../sandbox/state/find.ts";
import { registryOf } from "../act.ts";
import type { Evidence, Landing, Violation } from "../evidence.ts";
import { recordOf, stagesAt, textOf, walk } from "../history.ts";
import { whyNot } from "../oracle.ts";
import type { Tenant } from "../scenario.ts";
import { whyNotSaid } from "./words.ts";

/** I3, I10: nothing lands, and nothing is shown green, that the oracle does not find allowed. */
export async function landingsAllowed(evidence: Evidence): Promise<readonly Violation[]> {
  const broken: Violation[] = [];
  for (const landing of evidence.landings) broken.push(...(await judgeLanding(evidence, landing)));
  for (const green of evidence.greens) broken.push(...(await judgeGreen(evidence, green)));
  return broken;
}

/**
 * A request that was opened anew within the same second has the same commit, and its check stands on both of them; what was
 * green may have been pushed to since.
 */
async function judgeGreen(
  evidence: Evidence,
  { tenant, head, truths }: Evidence["greens"][number],
): Promise<readonly Violation[]> {
  const { sandbox, chronicle } = evidence;
  const registry = registryOf(sandbox, tenant);
  const seen = chronicle.since(truths.from).slice(0, truths.to - truths.from + 1);
  const reasons: Violation[] = [];
  const { pulls, activities = [] } = sandbox.world.state;
  const moved = activities.filter(
    ({ repositoryId, before }) => repositoryId === registry.id && before === head,
  );
  const left = new Set(moved.map(({ ref }) => ref));
  for (const pull of pulls) {
    const [, kind, , , to] = pull.headBranch.split("/");
    const hadHead = pull.headSha === head || left.has(`refs/heads/${pull.headBranch}`);
    if (pull.repositoryId !== registry.id || !hadHead || to === undefined) continue;
    if (kind !== "move" && kind !== "rollback") continue;
    const involved = await committers(evidence, { tenant, head, base: pull.baseSha });
    const reason = whyNot({ tenant, pull, head, kind, to, involved }, seen, sandbox);
    if (reason === undefined) return [];
    reasons.push(`I10 ${tenant}: green on #${pull.number} although ${reason}`);
  }
  return reasons;
}

async function judgeLanding(evidence: Evidence, landing: Landing): Promise<readonly Violation[]> {
  const { sandbox } = evidence;
  const { tenant, before, after } = landing;
  const git = sandbox.world.git(registryOf(sandbox, tenant));
  const broken: Violation[] = [];
  for (const step of await walk(git, before, after)) {
    const stages = await stagesAt(git, before);
    for (const { event } of step.events) {
      const reason = await whyNotEvent(evidence, landing, { event, head: step.parents[1], stages, git });
      if (reason !== undefined) {
        broken.push(
          `I3 ${tenant}: ${textOf(event.kind)} ${textOf(event.model)} ${textOf(event.version)} → ${textOf(event.to)}: ${reason}`,
        );
      }
    }
  }
  return broken;
}

interface Landed {
  readonly event: Readonly<Record<string, unknown>>;
  readonly head: string | undefined;
  /** Model → stages before it. */
  readonly stages: ReadonlyMap<string, Readonly<Record<string, unknown>>>;
  readonly git: GitRepository;
}

async function whyNotEvent(
  evidence: Evidence,
  { tenant, before, truths }: Landing,
  { event, head, stages, git }: Landed,
): Promise<string | undefined> {
  const { sandbox, asked, chronicle } = evidence;
  const model = stages.get(String(event.model)) ?? {};
  if (event.kind === "annotated" || event.kind === "overridden") {
    const reason = await whyNotSaid(evidence, { tenant, event, model, before, git });
    if (reason !== undefined || event.kind === "annotated") return reason;
  }
  if (event.kind !== "moved" && event.kind !== "overridden") return undefined;
  const registry = registryOf(sandbox, tenant);
  const { pulls } = sandbox.world.state;
  const pull = pulls.find((each) => each.repositoryId === registry.id && each.number === event.pull);
  if (pull === undefined || head === undefined) return "it belongs to no pull request";
  const kind = pull.headBranch.startsWith("pedigree/rollback/") ? "rollback" : "move";
  if (model.ungoverned !== undefined) return "an ungoverned change had not been acknowledged";
  const requester = recordOf(event.requester);
  const title = `${textOf(event.model)} ${textOf(event.version)}`;
  const seen = chronicle.since(truths.from).slice(0, truths.to - truths.from + 1);
  const isAsked = asked.some(
    ({ who, tenant: where, version }) =>
      who === requester.login && where === tenant && (kind === "rollback" || version === title),
  );
  if (!isAsked) return `${textOf(requester.login)} never asked for it`;
  if (event.kind === "overridden") {
    const by = recordOf(recordOf(event.override).by);
    const said = asked.some(({ who, words }) => who === by.login && words.startsWith("/override "));
    const isLead = seen.some(({ teams }) => (teams["ml-leads"] ?? []).includes(Number(by.id)));
    return said && isLead && by.id !== requester.id ? undefined : `${textOf(by.login)} may not override`;
  }
  if (model.frozen !== undefined && kind !== "rollback") return "the model was frozen";
  const involved = [Number(requester.id), ...(await committers(evidence, { tenant, head, base: before }))];
  return whyNot({ tenant, pull, head, kind, to: String(event.to), involved }, seen, sandbox);
}

/** Whoever trained (alice or gina do), and whoever committed to the branch beside the App. */
export async function committers(
  { sandbox }: Evidence,
  { tenant, head, base }: { readonly tenant: Tenant; readonly head: string; readonly base: string },
): Promise<readonly number[]> {
  const git = sandbox.world.git(registryOf(sandbox, tenant));
  const { state } = sandbox.world;
  const trainer = sandbox.createUser(tenant === "acme" ? "alice" : "gina").id;
  const commits = await git.log(base, head);
  const people = commits
    .flatMap(({ author, committer }) => [author.email, committer.email])
    .map((email) => userOfEmail(state, email)?.id);
  return [trainer, ...people.filter((id) => id !== undefined)];
}
