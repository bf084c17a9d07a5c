import type { TestGitHub } from "./github.ts";

const AT = { owner: "acme", repo: "registry" };

/** A ruleset as GitHub's API takes it; parts of it can be bent. */
export function registryRuleset(appId: number, change: Record<string, unknown> = {}) {
  return {
    name: "registry",
    target: "branch",
    enforcement: "active",
    conditions: { ref_name: { include: ["~DEFAULT_BRANCH"], exclude: [] } },
    bypass_actors: [{ actor_type: "Integration", actor_id: appId, bypass_mode: "always" }],
    rules: [
      { type: "update", parameters: { update_allows_fetch_and_merge: false } },
      { type: "deletion" },
      { type: "non_fast_forward" },
      {
        type: "required_status_checks",
        parameters: {
          strict_required_status_checks_policy: false,
          required_status_checks: [{ context: "pedigree", integration_id: appId }],
        },
      },
    ],
    ...change,
  };
}

/** Adds a ruleset as an administrator of the registry; returns its id. */
export async function addRuleset(
  github: TestGitHub,
  change: Record<string, unknown> = {},
  repo = AT.repo,
): Promise<number> {
  const repository = github.sandbox.world.state.repositories.find(({ name }) => name === repo);
  if (repository !== undefined) github.sandbox.setRole(repository, "alice", "admin");
  const route: string = `POST /repos/${AT.owner}/${repo}/rulesets`;
  const { data } = await github.as("alice").request(route, registryRuleset(github.app.id, change));
  return Number(data.id);
}

export async function dropRulesets(github: TestGitHub, repo = AT.repo): Promise<void> {
  const repository = github.sandbox.world.state.repositories.find(({ name }) => name === repo);
  if (repository !== undefined) github.sandbox.setRole(repository, "alice", "admin");
  const { rest } = github.as("alice");
  const { data } = await rest.repos.getRepoRulesets({ owner: AT.owner, repo });
  for (const { id } of data) {
    await rest.repos.deleteRepoRuleset({ owner: AT.owner, repo, ruleset_id: id });
  }
}
