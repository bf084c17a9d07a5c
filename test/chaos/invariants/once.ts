import { registryOf } from "../act.ts";
import type { Evidence, Violation } from "../evidence.ts";
import { recordOf, type Step, textOf, walk } from "../history.ts";
import type { Tenant } from "../scenario.ts";

const TENANTS: readonly Tenant[] = ["acme", "globex"];
const COMMAND =
  /^\/(promote|demote|archive|restore|rollback|explain|override|freeze|unfreeze|acknowledge)\b/m;

/** I7: nothing is done twice: no run is registered, no request landed and no word answered more than once. */
export async function nothingTwice(evidence: Evidence): Promise<readonly Violation[]> {
  const broken: Violation[] = [];
  for (const tenant of TENANTS) {
    const git = evidence.sandbox.world.git(registryOf(evidence.sandbox, tenant));
    const steps = await walk(git, null, (await git.ref("refs/heads/main")) ?? "");
    // What somebody forged is no landing: only the template's commits count, and those with which the App moved the branch.
    const own = new Set(evidence.landings.map(({ after }) => after));
    const origin = steps.findIndex(({ commit }) => commit === evidence.origins[tenant]);
    const made = steps.filter(({ commit }, at) => at <= origin || own.has(commit));
    broken.push(...eventsOf(made, tenant));
    const events = made.flatMap((step) => step.events);
    const observed = events.filter(({ event }) => event.kind === "observed").length;
    broken.push(...repliesOf(evidence, tenant, observed));
    broken.push(...pullsOf(evidence, tenant));
  }
  return broken;
}

function eventsOf(steps: readonly Step[], tenant: Tenant): readonly Violation[] {
  const seen = new Map<string, string>();
  const broken: Violation[] = [];
  for (const { commit, events } of steps) {
    for (const { event } of events) {
      const names =
        event.kind === "registered"
          ? [`run ${String(event.run)}`, `version ${String(event.model)} ${String(event.version)}`]
          : event.kind === "moved" || event.kind === "overridden"
            ? [`move #${String(event.pull)}`]
            : event.kind === "annotated"
              ? [`word ${textOf(recordOf(event.said).comment)}`]
              : [];
      for (const name of names) {
        const before = seen.get(name);
        if (before !== undefined) broken.push(`I7 ${tenant}: ${name} landed in ${before} and in ${commit}`);
        seen.set(name, commit);
      }
    }
  }
  return broken;
}

const UNHEARD: ReadonlySet<string> = new Set(["answer-lost", "cut-body", "status-502-performed"]);

/** Each command is answered at most once; beyond that the App tells of a closed request and of ungoverned changes. */
function repliesOf(
  { sandbox, template, kills, scenario }: Evidence,
  tenant: Tenant,
  observed: number,
): readonly Violation[] {
  const registry = registryOf(sandbox, tenant);
  const { state } = sandbox.world;
  const bot = state.users.find(({ login }) => login === "pedigree[bot]")?.id;
  const pulls = state.pulls.filter(({ repositoryId }) => repositoryId === registry.id);
  return pulls.flatMap(({ number, state: standing, mergedAt, title, headBranch }) => {
    const comments = state.comments.filter(
      (comment) => comment.repositoryId === registry.id && comment.issueNumber === number,
    );
    const replies = comments.filter(({ appId }) => appId === template.appId);
    const commands = comments.filter(({ appId, body }) => appId === null && COMMAND.test(body)).length;
    const labels = state.issueEvents.filter(
      ({ repositoryId, issueNumber, event, label, actorId }) =>
        repositoryId === registry.id &&
        issueNumber === number &&
        event === "labeled" &&
        actorId !== bot &&
        label?.name.startsWith("stage: ") === true,
    ).length;
    // An App that dies between its answer and taking the label off finds the label again, and answers again.
    const again = Math.min(labels, kills);
    // One that never heard that its answer was written, and then does not see it in an old copy, answers again.
    const unheard = scenario.faults.filter(({ kind }) => UNHEARD.has(kind)).length + kills;
    const unseen = scenario.faults.some(({ kind }) => kind === "stale") ? unheard : 0;
    // A request that somebody moved to another base is opened anew when it is heard again, and the answer tells of the new one.
    const moves = headBranch.replace("/register/", "/move/");
    const renewed = pulls.filter(
      (pull) => pull.headBranch.startsWith(`${moves}/`) && pull.state === "closed" && pull.base !== "main",
    ).length;
    const closed = standing === "closed" && mergedAt === null ? 1 : 0;
    const most = commands + labels + again + unseen + renewed + closed + observed;
    if (replies.length <= most) return [];
    return [`I7 ${tenant}: ${replies.length} answers on #${number} (${title}) to ${most} questions`];
  });
}

function pullsOf({ sandbox }: Evidence, tenant: Tenant): readonly Violation[] {
  const registry = registryOf(sandbox, tenant);
  const open = sandbox.world.state.pulls.filter(
    ({ repositoryId, state }) => repositoryId === registry.id && state === "open",
  );
  const titles = open.map(({ title, base }) => `${title} into ${base}`);
  const twice = titles.filter((title, at) => titles.indexOf(title) !== at);
  return twice.map((title) => `I7 ${tenant}: two open pull requests “${title}”`);
}
