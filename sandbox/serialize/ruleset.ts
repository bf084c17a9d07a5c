import type { components } from "@octokit/openapi-types";
import type { Repository, Ruleset } from "../state/entities.ts";
import type { World } from "../world.ts";
import { apiUrl, pageUrl } from "./links.ts";

type Schemas = components["schemas"];

/** What whoever asks may know of who gets past a ruleset. */
export interface RulesetView {
  /** Only those who may edit a ruleset are shown whom it lets through. */
  readonly bypassActors: boolean;
  /** How the caller gets past it. */
  readonly own: "always" | "pull_requests_only" | "never" | "exempt";
}

export function serializeRuleset(
  world: World,
  repository: Repository,
  { ruleset, view }: { ruleset: Ruleset; view?: RulesetView },
): Omit<Schemas["repository-ruleset"], "rules"> & { rules: readonly unknown[] } {
  const { id, name, enforcement, include, exclude, bypassActors } = ruleset;
  const source = world.state.users.find((user) => user.id === repository.ownerId)?.login ?? "";
  return {
    id,
    name,
    target: "branch",
    source_type: "Repository",
    source: `${source}/${repository.name}`,
    enforcement,
    ...(view?.bypassActors === true ? { bypass_actors: [...bypassActors] } : {}),
    ...(view === undefined ? {} : { current_user_can_bypass: view.own }),
    node_id: `RRS_${id}`,
    _links: {
      self: { href: `${apiUrl(world, repository)}/rulesets/${id}` },
      html: { href: `${pageUrl(world, repository)}/rules/${id}` },
    },
    conditions: { ref_name: { include: [...include], exclude: [...exclude] } },
    rules: ruleset.rules.map(({ type, parameters }) => ({
      type,
      ...(parameters === undefined ? {} : { parameters }),
    })),
    created_at: ruleset.createdAt,
    updated_at: ruleset.updatedAt,
  };
}
