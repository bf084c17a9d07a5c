import { type ModelName, modelNameSchema } from "../names.ts";
import { POLICY_PATH } from "../registry/layout.ts";
import type { ApprovalsRule } from "./approvals-rule.ts";
import type { RequirementResult } from "./decision.ts";
import type { EditFacts } from "./edit-facts.ts";
import { grantsFor, namesOwners } from "./edit-grants.ts";
import type { EditGrant, Policy } from "./policy.ts";
import type { Principal } from "./principal.ts";
import { resultOf } from "./requirement.ts";
import { evaluateApprovals } from "./requirements/approvals.ts";

/** One rule that has to be met, with the paths that ask for it. */
export interface AskedApproval {
  readonly rule: ApprovalsRule;
  /** The model whose owners are meant, where the rule asks for owners. */
  readonly model: ModelName | null;
  readonly paths: readonly string[];
}

/** Nobody trained an edit: its facts hold no trainer, which is nobody and not somebody without an account. */
export function withoutTrainer(rule: ApprovalsRule): ApprovalsRule {
  return { ...rule, not: rule.not.filter((role) => role !== "trainer") };
}

/** The facts that tell which approvals are asked for. */
type AskingFacts = Pick<EditFacts, "paths" | "around" | "owners">;

/** The approvals that the touched paths need, each entry once, or once for each model where owners approve. */
export function approvalsOfEdit(policy: Policy, facts: EditFacts): readonly RequirementResult[] {
  return askedApprovals(policy, facts).map(({ rule, model, paths }) => {
    const owners = ownersOf(facts, model);
    if (namesOwners(rule) && owners.length === 0) return nobodyToAsk(rule, model, paths);
    const result = evaluateApprovals(withoutTrainer(rule), { ...facts, owners: [...owners] });
    return { ...result, title: `${result.title} for ${namePaths(paths)}` };
  });
}

/**
 * Which rules the judged paths ask for. What was changed around the gate is judged along, since landing acknowledges
 * it. A model that has no owners yet has nobody to ask: who may edit the policy then decides, never the edit itself.
 */
export function askedApprovals(policy: Policy, facts: AskingFacts): readonly AskedApproval[] {
  const edit = policy.access.edit ?? [];
  const asked = new Map<string, AskedApproval>();
  for (const path of judgedPaths(facts)) {
    const model = modelOf(path);
    for (const grant of grantsFor(edit, path)) {
      for (const by of withoutOwners(edit, { grant, model, facts })) {
        const owner = namesOwners(by.approvals) ? model : null;
        const key = `${edit.indexOf(by)} ${owner ?? ""}`;
        const paths = [...(asked.get(key)?.paths ?? []), path];
        asked.set(key, { rule: by.approvals, model: owner, paths });
      }
    }
  }
  return [...asked.values()];
}

/**
 * The touched paths, and those that were changed around the gate, sorted. Where the latter are too many to be named, it is
 * those who may edit the policy that accept them.
 */
export function judgedPaths({ paths, around = [] }: Pick<EditFacts, "paths" | "around">): readonly string[] {
  const touched = paths.known ? paths.value.map(({ path }) => path) : [];
  const others = around.flatMap((commit) => [
    ...commit.paths,
    ...(commit.morePaths > 0 ? [POLICY_PATH] : []),
  ]);
  return [...new Set([...touched, ...others])].sort();
}

interface Covering {
  readonly grant: EditGrant;
  readonly model: ModelName | null;
  readonly facts: AskingFacts;
}

function withoutOwners(edit: readonly EditGrant[], { grant, model, facts }: Covering): readonly EditGrant[] {
  const hasOwners = model !== null && ownersOf(facts, model).length > 0;
  return namesOwners(grant.approvals) && model !== null && !hasOwners
    ? grantsFor(edit, POLICY_PATH)
    : [grant];
}

function ownersOf({ owners }: AskingFacts, model: ModelName | null): readonly Principal[] {
  return model !== null && Object.hasOwn(owners, model) ? (owners[model] ?? []) : [];
}

/** The model in whose folder a path lies. */
export function modelOf(path: string): ModelName | null {
  const name = modelNameSchema.safeParse(/^models\/([^/]+)\//.exec(path)?.[1]);
  return name.success ? name.data : null;
}

/** Only a path outside of every model comes here: who has no model has no owners. */
function nobodyToAsk(
  rule: ApprovalsRule,
  model: ModelName | null,
  paths: readonly string[],
): RequirementResult {
  return resultOf({
    kind: "approvals",
    status: "failed",
    title: `${rule.count} approvals for ${namePaths(paths)}`,
    expected: "approvals by owners",
    found: model === null ? "paths that belong to no model" : `no owners of ${model}`,
    remedy: "name other people for these paths in access.edit",
  });
}

const MAX_NAMED = 3;

export function namePaths(paths: readonly string[], most = MAX_NAMED): string {
  const more = paths.length - most;
  return `${paths.slice(0, most).join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
}
