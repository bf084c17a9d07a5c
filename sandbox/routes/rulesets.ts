import { z } from "zod";
import { fieldsOf } from "../http/fields.ts";
import { ApiError, type Call, paged, type Reply, type Route } from "../http/route.ts";
import { type RulesetView, serializeRuleset } from "../serialize/ruleset.ts";
import { roleOf } from "../state/access.ts";
import type { Repository, Ruleset, State } from "../state/entities.ts";

const RULESETS = "/repos/{owner}/{repo}/rulesets";
const RULESET = `${RULESETS}/{ruleset_id}`;
const ADMINISTER = { permission: "administration", level: "write", role: "admin" } as const;

/** Rulesets are shown and told of; the sandbox itself enforces none of them. */
export const rulesetRoutes: readonly Route[] = [
  { method: "GET", path: RULESETS, needs: "metadata", handler: list },
  { method: "POST", path: RULESETS, needs: ADMINISTER, handler: create },
  { method: "GET", path: RULESET, needs: "metadata", handler: show },
  { method: "PUT", path: RULESET, needs: ADMINISTER, handler: edit },
  { method: "DELETE", path: RULESET, needs: ADMINISTER, handler: remove },
  {
    method: "GET",
    path: "/repos/{owner}/{repo}/rules/branches/{branch}",
    needs: "metadata",
    handler: activeRules,
  },
];

const BypassActor = z.object({
  actor_id: z.int().nullish(),
  actor_type: z.enum(["Integration", "OrganizationAdmin", "RepositoryRole", "Team", "DeployKey"]),
  bypass_mode: z.enum(["always", "pull_request", "exempt"]).default("always"),
});
const RefNames = z.object({
  ref_name: z.object({ include: z.array(z.string()), exclude: z.array(z.string()) }),
});
const fields = {
  enforcement: z.enum(["active", "evaluate", "disabled"]),
  bypass_actors: z.array(BypassActor).default([]),
  conditions: RefNames,
  rules: z.array(z.object({ type: z.string(), parameters: z.record(z.string(), z.unknown()).optional() })),
};
const NewRuleset = z.object({ name: z.string(), ...fields });
const RulesetChanges = NewRuleset.partial();

function list(call: Call): Reply {
  return paged(call, rulesetsOf(call.world.state, call.repository), (ruleset) => {
    const {
      rules: _rules,
      conditions: _conditions,
      ...short
    } = serializeRuleset(call.world, call.repository, { ruleset });
    return short;
  });
}

function create(call: Call): Reply {
  const { name, ...wanted } = fieldsOf(call, NewRuleset);
  const now = call.world.now();
  const ruleset: Ruleset = {
    id: call.world.nextId(),
    repositoryId: call.repository.id,
    createdAt: now,
    updatedAt: now,
    ...toFields({ name, ...wanted }),
  };
  call.world.state.rulesets = [...(call.world.state.rulesets ?? []), ruleset];
  tell(call, "created", ruleset);
  return { status: 201, body: serialized(call, ruleset) };
}

function show(call: Call): Reply {
  return { status: 200, body: serialized(call, rulesetOf(call)) };
}

function edit(call: Call): Reply {
  const changes = fieldsOf(call, RulesetChanges);
  const ruleset = rulesetOf(call);
  const before = {
    name: ruleset.name,
    enforcement: ruleset.enforcement,
    bypass_actors: ruleset.bypassActors,
    conditions: { ref_name: { include: ruleset.include, exclude: ruleset.exclude } },
    rules: ruleset.rules,
  };
  Object.assign(ruleset, toFields(NewRuleset.parse({ ...before, ...changes })), {
    updatedAt: call.world.now(),
  });
  tell(call, "edited", ruleset);
  return { status: 200, body: serialized(call, ruleset) };
}

function remove(call: Call): Reply {
  const ruleset = rulesetOf(call);
  call.world.state.rulesets = call.world.state.rulesets?.filter((one) => one !== ruleset) ?? [];
  tell(call, "deleted", ruleset);
  return { status: 204 };
}

/** Rules of active rulesets alone: one that only evaluates has none, as on GitHub. */
function activeRules(call: Call): Reply {
  const branch = call.params.branch ?? "";
  const rules = rulesetsOf(call.world.state, call.repository)
    .filter(({ enforcement }) => enforcement === "active")
    .filter((ruleset) => covers(ruleset, branch, call.repository))
    .flatMap((ruleset) =>
      ruleset.rules.map(({ type, parameters }) => ({
        type,
        ...(parameters === undefined ? {} : { parameters }),
        ruleset_source_type: "Repository",
        ruleset_source: `${call.params.owner}/${call.params.repo}`,
        ruleset_id: ruleset.id,
      })),
    );
  return paged(call, rules, (rule) => rule);
}

function covers({ include, exclude }: Ruleset, branch: string, { defaultBranch }: Repository): boolean {
  const matches = (pattern: string): boolean =>
    pattern === "~ALL" ||
    (pattern === "~DEFAULT_BRANCH" && branch === defaultBranch) ||
    pattern === `refs/heads/${branch}`;
  return include.some(matches) && !exclude.some(matches);
}

function toFields(wanted: z.infer<typeof NewRuleset>) {
  const { name, enforcement, bypass_actors: actors, conditions, rules } = wanted;
  return {
    name,
    enforcement,
    bypassActors: actors.map((actor) => ({ ...actor, actor_id: actor.actor_id ?? null })),
    include: conditions.ref_name.include,
    exclude: conditions.ref_name.exclude,
    rules,
  };
}

function serialized(call: Call, ruleset: Ruleset) {
  return serializeRuleset(call.world, call.repository, { ruleset, view: viewOf(call, ruleset) });
}

function viewOf({ caller, world, repository }: Call, { bypassActors }: Ruleset): RulesetView {
  if (caller.kind === "installation") {
    const mode = bypassActors.find(
      ({ actor_type: type, actor_id: id }) => type === "Integration" && id === caller.appId,
    )?.bypass_mode;
    const own = mode === "pull_request" ? "pull_requests_only" : (mode ?? "never");
    return { bypassActors: caller.permissions.administration === "write", own };
  }
  const isAdmin = caller.kind === "user" && roleOf(world.state, repository, caller.userId) === "admin";
  return { bypassActors: isAdmin, own: "never" };
}

function rulesetsOf(state: State, repository: Repository): readonly Ruleset[] {
  return (state.rulesets ?? []).filter(({ repositoryId }) => repositoryId === repository.id);
}

function rulesetOf({ world, repository, params }: Call): Ruleset {
  const id = Number(params.ruleset_id);
  const found = rulesetsOf(world.state, repository).find((ruleset) => ruleset.id === id);
  if (found === undefined) throw new ApiError(404, "Not Found");
  return found;
}

function tell({ world, repository, actorId }: Call, action: string, ruleset: Ruleset): void {
  world.save();
  const payload = { repository_ruleset: serializeRuleset(world, repository, { ruleset }) };
  world.emit({
    event: "repository_ruleset",
    action,
    repositoryId: repository.id,
    senderId: actorId,
    payload,
  });
}
