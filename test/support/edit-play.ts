import type { Account } from "../../core/people.ts";
import type { PullRequest } from "../../core/ports/pull-requests.ts";
import { evaluatePull } from "../../usecases/evaluate-pull.ts";
import { ada, grace, mary, POLICY, RegistryWorld } from "./registry-world.ts";

/** POLICY with edits governed: two leads for the policy, one owner for what belongs to a model, a lead for templates. */
export const EDIT_POLICY = POLICY.replace(
  "stages:",
  `  edit:
    - { paths: [pedigree.yml], approvals: { count: 2, from: [{ team: acme/leads }] } }
    - { paths: ["models/**"], approvals: { count: 1, from: owners } }
    - { paths: ["templates/*.hbs"], approvals: { count: 1, from: [{ team: acme/leads }] } }
stages:`,
);

/** The policy with a stricter bound, which any reader of a diff understands. */
export const STRICTER = EDIT_POLICY.replace("candidate.auc >= 0.8", "candidate.auc >= 0.9");

export const MODEL = "models/churn/model.yml";
const OWNED = "schemaVersion: 1\nowners: [{ user: grace }]\n";

type Files = Parameters<RegistryWorld["repository"]["push"]>[1];

/** A registry with governed edits and a described model, which was there before edits were governed. */
export function editWorld(policy = EDIT_POLICY): RegistryWorld {
  const world = new RegistryWorld("schemaVersion: 1\nstages: [{ name: development }]\n");
  world.repository.push("main", { [MODEL]: OWNED, "pedigree.yml": policy }, ada);
  return world;
}

/** Somebody pushes a branch and opens a pull request. */
export function proposes(
  { repository, pulls }: RegistryWorld,
  files: Files,
  { by = ada, branch = "topic", from = "main" }: { by?: Account; branch?: string; from?: string } = {},
): PullRequest {
  if (!repository.refs.has(branch)) repository.refs.set(branch, repository.head(from));
  repository.push(branch, files, by);
  return pulls.openBy(by, { title: "An edit", body: "", head: branch });
}

/** The two leads who are not the author approve the present head. */
export function approve(
  { pulls }: RegistryWorld,
  number: number,
  by: readonly Account[] = [grace, mary],
): void {
  for (const account of by) pulls.review(number, account);
}

/** What one evaluation says is not met. */
export async function openOf(world: RegistryWorld, number: number): Promise<readonly string[]> {
  const outcome = await evaluatePull(world.ports, number);
  if (outcome.kind === "edit-landed") return [];
  if (outcome.kind !== "edit-waiting") throw new Error(`evaluated as ${outcome.kind}`);
  return outcome.decision.requirements.flatMap(({ kind, status }) =>
    status === "passed" ? [] : [`${kind} ${status}`],
  );
}
