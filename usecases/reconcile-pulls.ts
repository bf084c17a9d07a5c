import { digestOf } from "../core/canonical.ts";
import type { Sha256 } from "../core/names.ts";
import type { PullRequest } from "../core/ports/pull-requests.ts";
import { auditSettings } from "../core/registry/audit-settings.ts";
import { parseBranchName } from "../core/registry/branch-name.ts";
import { POLICY_PATH, parsePath } from "../core/registry/layout.ts";
import { recognisePull } from "../core/registry/pull-subject.ts";
import { evaluatePull } from "./evaluate-pull.ts";
import type { EvaluationOutcome } from "./outcomes.ts";
import type { RegistryPorts } from "./ports.ts";
import type { RegistryState } from "./read-registry.ts";
import { basisOf, type JudgedBefore } from "./reconcile-memory.ts";
import { type Effect, settleAll } from "./settle.ts";

/**
 * Requirements that nothing but the pull request, the registry branch and the members of teams can meet. While one of
 * them is open and none of these changed, nothing can land, whatever happens to the others.
 */
const SETTLED: ReadonlySet<string> = new Set([
  "approvals",
  "card",
  "data",
  "metrics",
  "order",
  "paths",
  "standstill",
]);

/** Who is in a team shows nowhere in a pull request, so everything is judged anew about once an hour. */
const GOOD_FOR_MS = 50 * 60_000;
/** Spread over so many steps of ten seconds, so that not all of them fall due in one pass. */
const STEPS = 60;

export interface PullWork {
  readonly state: RegistryState;
  readonly open: readonly PullRequest[];
  readonly judged: ReadonlyMap<number, JudgedBefore>;
}

export interface PullsReconciled {
  readonly evaluations: readonly EvaluationOutcome[];
  readonly judged: ReadonlyMap<number, JudgedBefore>;
  readonly troubles: readonly string[];
}

/** Judges every open pull request that could come out otherwise than the last time. */
export async function reconcilePulls(ports: RegistryPorts, work: PullWork): Promise<PullsReconciled> {
  const basis = await registryBasis(ports, work.state);
  const evaluations: EvaluationOutcome[] = [];
  const judged = new Map<number, JudgedBefore>();
  const effects = work.open.flatMap((pull): readonly Effect[] => {
    const subject = recognisePull(pull, ports.registry).kind;
    if (subject === "foreign" || subject === "held") return [];
    if (subject === "edit") {
      // What an edit touches may be anything, so nothing tells in advance that it comes out as before.
      const run = async () => evaluations.push(await evaluatePull(ports, pull.number));
      return [{ what: `edit #${pull.number}`, run }];
    }
    const at = ports.clock.now();
    const now: JudgedBefore = { basis: basisOf(pull, basis(pull)), at };
    const before = work.judged.get(pull.number);
    if (before !== undefined && before.basis === now.basis && isYoung(before, at, pull.number)) {
      judged.set(pull.number, before);
      return [];
    }
    const run = async () => {
      const outcome = await evaluatePull(ports, pull.number);
      evaluations.push(outcome);
      if (isSettled(outcome) && isPast(pull, at)) judged.set(pull.number, now);
    };
    return [{ what: `pull request #${pull.number}`, run }];
  });
  const troubles = await settleAll(effects);
  return { evaluations, judged, troubles };
}

function isYoung({ at }: JudgedBefore, now: string, number: number): boolean {
  return Date.parse(now) - Date.parse(at) < GOOD_FOR_MS + (number % STEPS) * 10_000;
}

/**
 * GitHub tells the time of a change in whole seconds, so that a second one within the same moment shows nowhere: a pull
 * request that changed just now is judged once more in the next pass.
 */
const SAME_MOMENT_MS = 2_000;

function isPast({ updatedAt }: PullRequest, now: string): boolean {
  return Date.parse(now) - Date.parse(updatedAt) >= SAME_MOMENT_MS;
}

function isSettled(outcome: EvaluationOutcome): boolean {
  if (outcome.kind !== "waiting") return false;
  return outcome.decision.requirements.some(
    ({ kind, status }) => SETTLED.has(kind) && (status === "failed" || status === "pending"),
  );
}

/**
 * What the registry branch has to say about a pull request: the policy, the workflows that it names, everything of the
 * model, and what guards the branch, since the check tells of that.
 */
async function registryBasis(
  ports: RegistryPorts,
  { tree }: RegistryState,
): Promise<(pull: PullRequest) => Sha256> {
  const shared: string[] = [];
  const models = new Map<string, string[]>();
  for (const [path, { blob, mode }] of tree) {
    const parsed = parsePath(path);
    const line = `${mode} ${blob} ${path}`;
    if (parsed !== undefined && "model" in parsed) {
      models.set(parsed.model, [...(models.get(parsed.model) ?? []), line]);
    } else if (path === POLICY_PATH || path.startsWith(".github/workflows/")) shared.push(line);
  }
  const settings = auditSettings(await ports.settings.read());
  const digests = new Map<string, Sha256>();
  return ({ headBranch }) => {
    const model = parseBranchName(headBranch)?.model ?? "";
    const digest = digests.get(model) ?? digestOf({ settings, shared, model: models.get(model) ?? [] });
    digests.set(model, digest);
    return digest;
  };
}
