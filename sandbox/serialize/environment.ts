import type { components } from "@octokit/openapi-types";
import type { Environment } from "../state/deployments.ts";
import type { Repository } from "../state/entities.ts";
import { appById } from "../state/find.ts";
import type { World } from "../world.ts";
import { apiUrl, pageUrl } from "./links.ts";

type Schemas = components["schemas"];

export function serializeEnvironment(
  world: World,
  repository: Repository,
  { id, name, createdAt }: Environment,
): Schemas["environment"] {
  return {
    id,
    node_id: `EN_${id}`,
    name,
    url: `${apiUrl(world, repository)}/environments/${encodeURIComponent(name)}`,
    html_url: `${pageUrl(world, repository)}/deployments/activity_log?environments_filter=${encodeURIComponent(name)}`,
    created_at: createdAt,
    updated_at: createdAt,
    protection_rules: [],
    deployment_branch_policy: null,
  };
}

export function serializeProtectionRule(
  world: World,
  { id, appId }: Environment["rules"][number],
): Schemas["deployment-protection-rule"] {
  const { slug } = appById(world.state, appId);
  return {
    id,
    node_id: `DPR_${id}`,
    enabled: true,
    app: { id: appId, slug, integration_url: `${world.baseUrl}/apps/${slug}`, node_id: `A_${appId}` },
  };
}
