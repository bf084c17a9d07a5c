import { PedigreeError } from "../core/errors.ts";
import { type CommitSha, haveOneOwner, type StageName } from "../core/names.ts";
import { dispatchTargets, type FollowRule } from "../core/policy/follow-rule.ts";
import type { Announcement } from "../core/ports/announcements.ts";
import type { DecidedEvent } from "../core/registry/event.ts";
import { standingOf } from "../core/registry/fold.ts";
import { type LandingNotice, landingNotice } from "../core/registry/landing-notice.ts";
import type { Stages } from "../core/registry/stages.ts";
import type { RegistryPorts } from "./ports.ts";
import { landingOf, lastEntry } from "./read-events.ts";
import { readPolicy, readVersionRecord } from "./read-registry.ts";
import { reportDeployment } from "./report-deployment.ts";
import { type Effect, settleAll } from "./settle.ts";

/** An event with the commit that landed it, and where the model's versions stand now. */
export interface Landing {
  readonly event: DecidedEvent;
  readonly commit: CommitSha;
  readonly stages: Stages;
}

/**
 * What the policy has follow a landing: a deployment, news, and the end of the deployment of whoever left a stage. Each is
 * looked for before it is made, so that this may be repeated at any time, and none waits for another. Returns what failed.
 * The policy of the landing itself decides: what was added to it later is not made up for, and what has a deployment by
 * the policy of its own landing loses it by this one, whatever the policy says meanwhile.
 */
export async function followLanding(ports: RegistryPorts, landing: Landing): Promise<readonly string[]> {
  const effects: Effect[] = [];
  const plan = async () => {
    const rules = await rulesAt(ports, landing.event);
    effects.push(...(await entering(ports, rules, landing)));
    // Where nothing was ever deployed, nobody's entry has to be looked for.
    if (hasDeployments(rules) || (await ports.deployments.any())) effects.push(...leaving(ports, landing));
  };
  const troubles = await settleAll([{ what: `what follows ${landing.commit.slice(0, 7)}`, run: plan }]);
  return [...troubles, ...(await settleAll(effects))];
}

/** News and a deployment of the version that has entered a stage, unless it has left it again. */
async function entering(
  ports: RegistryPorts,
  rules: Rules,
  { event, commit, stages }: Landing,
): Promise<readonly Effect[]> {
  const { to } = event.decision.move;
  const rule = rules.get(to);
  const standing = standingOf(stages, event.version);
  if (rule === undefined || standing?.stage !== to || standing.since !== event.at) return [];
  const { fullName } = ports.registry;
  const record = await readVersionRecord(ports.repository, await ports.repository.tree(commit), event);
  const notice = landingNotice(fullName, { event, commit }, record);
  const { type, repositories } =
    rule.dispatch === undefined ? { type: "", repositories: [] } : dispatchTargets(rule.dispatch, fullName);
  const { deployment } = rule;
  return [
    ...repositories.map((repository) => ({
      what: `dispatch ${type} to ${repository}`,
      run: () => announce(ports, { type, repository, notice }),
    })),
    ...(deployment === undefined
      ? []
      : [{ what: `deployment to ${deployment}`, run: () => deploy(ports, deployment, notice) }]),
  ];
}

async function announce(ports: RegistryPorts, announcement: Announcement): Promise<void> {
  const { repository, type, notice } = announcement;
  // The App may be installed at others' as well: no policy reaches beyond the account that it belongs to.
  if (!haveOneOwner(repository, ports.registry.fullName)) {
    throw new PedigreeError("ACCESS_DENIED", "a dispatch goes to repositories of the registry's owner only", {
      subject: `then.dispatch of ${notice.stage}`,
      found: repository,
    });
  }
  if (await ports.announcements.wasSent(notice.landing, repository, type)) return;
  await ports.announcements.send(announcement);
}

async function deploy(ports: RegistryPorts, environment: string, notice: LandingNotice): Promise<void> {
  const found = await ports.deployments.find(notice.landing, environment);
  // Nobody can have reported anything of one that was just made.
  await (found === undefined
    ? ports.deployments.create(environment, notice)
    : reportDeployment(ports, found));
}

/** Whoever left a stage by this event: those that were displaced, and the version itself. */
function leaving(ports: RegistryPorts, { event, commit }: Landing): readonly Effect[] {
  if (event.kind === "registered") return [];
  const left = [
    { version: event.version, stage: event.from },
    ...event.displaced.map(({ version }) => ({ version, stage: event.to })),
  ];
  return left.map(({ version, stage }) => ({
    what: `deployment of ${event.model} ${version}, which left ${stage}`,
    run: () => retire(ports, { event, commit }, { version, stage }),
  }));
}

async function retire(
  ports: RegistryPorts,
  { event, commit }: Pick<Landing, "event" | "commit">,
  { version, stage }: { readonly version: number; readonly stage: StageName },
): Promise<void> {
  const tree = await ports.repository.tree(commit);
  const entry = await lastEntry(ports, tree, { model: event.model, version, stage, before: event.sequence });
  const environment = entry && (await rulesAt(ports, entry)).get(stage)?.deployment;
  const landing = entry && environment !== undefined ? await landingOf(ports, entry) : undefined;
  if (landing === undefined || environment === undefined) return;
  const deployment = await ports.deployments.find(landing, environment);
  if (deployment === undefined) return;
  const status = await ports.deployments.status(deployment.id);
  if (status?.state !== "inactive") await ports.deployments.retire(deployment.id);
  await reportDeployment(ports, deployment);
}

type Rules = ReadonlyMap<StageName, FollowRule>;

function hasDeployments(rules: Rules): boolean {
  return [...rules.values()].some(({ deployment }) => deployment !== undefined);
}

/** What the policy that decided an event has follow: that of the tip on which it landed. */
async function rulesAt(ports: RegistryPorts, event: DecidedEvent): Promise<Rules> {
  const policy = await readPolicy(ports, await ports.repository.tree(event.tip));
  return new Map(
    policy.stages.flatMap((stage) => (stage.then === undefined ? [] : [[stage.name, stage.then] as const])),
  );
}
