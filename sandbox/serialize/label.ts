import type { components } from "@octokit/openapi-types";
import type { Label, Repository } from "../state/entities.ts";
import type { World } from "../world.ts";
import { apiUrl } from "./links.ts";

type LabelBody = components["schemas"]["label"];

/** The labels that GitHub gives every new repository. */
const DEFAULTS = new Set([
  "bug",
  "documentation",
  "duplicate",
  "enhancement",
  "good first issue",
  "help wanted",
  "invalid",
  "question",
  "wontfix",
]);

export function serializeLabel(world: World, repository: Repository, label: Label): LabelBody {
  return {
    id: label.id,
    node_id: `LA_${label.id}`,
    url: `${apiUrl(world, repository)}/labels/${encodeURIComponent(label.name)}`,
    name: label.name,
    color: label.color,
    default: DEFAULTS.has(label.name),
    description: label.description,
  };
}

/** Labels by id, in the order in which they were put on; ids whose label was deleted are left out. */
export function serializeLabels(
  world: World,
  repository: Repository,
  labelIds: readonly number[],
): LabelBody[] {
  return labelIds
    .map((id) => world.state.labels.find((label) => label.id === id))
    .filter((label) => label !== undefined)
    .map((label) => serializeLabel(world, repository, label));
}
