import type { Sandbox } from "../../sandbox/index.ts";
import type { Pull, Repository } from "../../sandbox/state/entities.ts";
import { findRepository } from "../../sandbox/state/find.ts";
import { forge } from "./forge.ts";
import type { Action, Tenant } from "./scenario.ts";
import { trainIn } from "./training.ts";

/** The world as people see it. */
export interface People {
  readonly sandbox: Sandbox;
  /** Login → token. */
  readonly tokens: Readonly<Record<string, string>>;
}

export function registryOf(sandbox: Sandbox, tenant: Tenant): Repository {
  const registry = findRepository(sandbox.world.state, tenant, "registry");
  if (registry === undefined) throw new Error(`no registry of ${tenant}`);
  return registry;
}

/** Open pull requests of the App, oldest first. */
export function openPulls({ world }: Sandbox, registry: Repository): readonly Pull[] {
  return world.state.pulls.filter(
    ({ repositoryId, state, headBranch }) =>
      repositoryId === registry.id && state === "open" && headBranch.startsWith("pedigree/"),
  );
}

type HandledElsewhere = "replay" | "reconcile" | "idle" | "restart";
export type WorldAction = Exclude<Action, { readonly kind: HandledElsewhere }>;

/** Does what the action says. What GitHub refuses, and what there is nothing for, just does not happen. */
export async function act(people: People, action: WorldAction): Promise<void> {
  const { sandbox } = people;
  switch (action.kind) {
    case "train":
      return await trainIn(sandbox, action);
    case "membership":
      return changeMembership(sandbox, action);
    case "role":
      return sandbox.setRole(registryOf(sandbox, "acme"), action.who, action.role);
    case "edit-registry":
      return await forge(people, registryOf(sandbox, action.tenant), action.forge);
    case "ask":
    case "say":
      return await onVersion(people, action);
    default:
      return await onMove(people, action);
  }
}

function changeMembership(
  sandbox: Sandbox,
  { who, team, member }: Extract<Action, { kind: "membership" }>,
): void {
  const members = sandbox.world.state.teams.find(({ slug }) => slug === team)?.members ?? [];
  const userId = sandbox.createUser(who).id;
  const at = members.findIndex((each) => each.userId === userId);
  if (member && at < 0) members.push({ userId, state: "active" });
  if (!member && at >= 0) members.splice(at, 1);
}

async function onVersion(people: People, action: Extract<Action, { kind: "ask" | "say" }>): Promise<void> {
  const { tenant, version, who } = action;
  const registry = registryOf(people.sandbox, tenant);
  const { pulls } = people.sandbox.world.state;
  const pull = pulls.find(({ repositoryId, title }) => repositoryId === registry.id && title === version);
  if (pull === undefined) return;
  const issue = `/repos/${tenant}/registry/issues/${pull.number}`;
  if (action.kind === "say") return await send(people, who, `POST ${issue}/comments`, { body: action.words });
  if (action.by === "label") {
    return await send(people, who, `POST ${issue}/labels`, { labels: [`stage: ${action.stage}`] });
  }
  await send(people, who, `POST ${issue}/comments`, { body: `/promote ${action.stage}` });
}

type MoveAction = Exclude<
  WorldAction,
  { readonly kind: "train" | "membership" | "role" | "edit-registry" | "ask" | "say" }
>;

async function onMove(people: People, action: MoveAction): Promise<void> {
  const { tenant, pick } = action;
  const registry = registryOf(people.sandbox, tenant);
  const open = openPulls(people.sandbox, registry);
  const pull = open[pick % Math.max(1, open.length)];
  if (pull === undefined) return;
  const path = `/repos/${tenant}/registry/pulls/${pull.number}`;
  switch (action.kind) {
    case "review":
      return await send(people, action.who, `POST ${path}/reviews`, { event: action.event, body: "seen" });
    case "dismiss":
      return await dismiss(people, pull, path);
    case "validate":
      return await check(people, action, pull);
    case "close":
      return await send(people, action.who, `PATCH ${path}`, { state: "closed" });
    case "retarget":
      return await send(people, action.who, `PATCH ${path}`, { base: action.base });
    case "say-on-move": {
      const comments = `/repos/${tenant}/registry/issues/${pull.number}/comments`;
      return await send(people, action.who, `POST ${comments}`, { body: action.words });
    }
    case "push":
      return await push(people, pull, action);
  }
}

async function dismiss(people: People, pull: Pull, path: string): Promise<void> {
  const { reviews } = people.sandbox.world.state;
  const last = reviews.findLast(({ pullId, state }) => pullId === pull.id && state === "APPROVED");
  if (last === undefined) return;
  await send(people, "bob", `PUT ${path}/reviews/${last.id}/dismissals`, { message: "not any more" });
}

async function check(
  people: People,
  { by, name, tenant, conclusion }: Extract<Action, { kind: "validate" }>,
  pull: Pull,
): Promise<void> {
  const who = by === "evil" ? "evil" : `github-actions ${tenant}`;
  const run = { name, head_sha: pull.headSha, status: "completed", conclusion };
  await send(people, who, `POST /repos/${tenant}/registry/check-runs`, run);
}

/** Puts a commit on top of the pull request's branch. */
async function push(
  people: People,
  pull: Pull,
  { who, file, tenant }: Extract<Action, { kind: "push" }>,
): Promise<void> {
  const [, , model = "", version = ""] = pull.headBranch.split("/");
  const paths: Record<string, string> = {
    card: `models/${model}/versions/${version}/card.md`,
    stages: `models/${model}/stages.json`,
  };
  const path = paths[file] ?? file;
  const git = people.sandbox.world.git(registryOf(people.sandbox, tenant));
  const commit = await git.commit(pull.headSha);
  const present = commit === null ? null : await git.entry(commit.tree, path);
  await send(people, who, `PUT /repos/${tenant}/registry/contents/${path}`, {
    branch: pull.headBranch,
    message: "Add a remark",
    content: Buffer.from(`# changed by ${who} in ${pull.headSha}\n`).toString("base64"),
    ...(present === null ? {} : { sha: present.sha }),
  });
}

/** One request to GitHub by somebody; a refusal is theirs to bear. */
export async function send(
  { sandbox, tokens }: People,
  who: string,
  route: string,
  body: Readonly<Record<string, unknown>>,
): Promise<void> {
  const [method = "", path = ""] = route.split(" ");
  const response = await sandbox.fetch(`${sandbox.baseUrl}${path}`, {
    method,
    body: JSON.stringify(body),
    headers: { authorization: `token ${tokens[who] ?? ""}`, "content-type": "application/json" },
  });
  await response.arrayBuffer();
}
