import { namePaths } from "../core/policy/edit-approvals.ts";
import type { GateAnswer, GatePlace } from "../core/ports/deployment-gates.ts";
import type { CommentOutcome } from "./comment-on-run.ts";
import type {
  CommandOutcome,
  EvaluationOutcome,
  ReconcileOutcome,
  RegistrationOutcome,
  RequestOutcome,
} from "./outcomes.ts";
import type { SweepOutcome } from "./sweep-deliveries.ts";

/** What was done, one plain line for each thing; nothing is said where nothing happened. */
export function describeRegistration(registry: string, outcome: RegistrationOutcome): readonly string[] {
  switch (outcome.kind) {
    case "registered":
      return [`${registry}: ${outcome.model} ${outcome.version} asks to be registered, #${outcome.pull}`];
    case "refused":
      return [`${registry}: a run was not registered, ${outcome.code}: ${outcome.reason}`];
    default:
      return [];
  }
}

export function describeRequest(registry: string, outcome: RequestOutcome): readonly string[] {
  switch (outcome.kind) {
    case "requested":
      return [
        `${registry}: ${outcome.model} ${outcome.version} asks to move to ${outcome.to}, #${outcome.pull}`,
      ];
    case "refused":
      return [`${registry}: a move was refused, ${outcome.code}: ${outcome.reason}`];
    default:
      return [];
  }
}

export function describeCommand(registry: string, outcome: CommandOutcome): readonly string[] {
  switch (outcome.kind) {
    case "noted":
      return [`${registry}: ${outcome.model} ${outcome.note} in ${outcome.commit.slice(0, 7)}`];
    case "overridden":
      return [
        `${registry}#${outcome.pull}: ${formatMove(outcome.decision.move)} overridden in ${outcome.commit.slice(0, 7)}`,
        ...outcome.troubles.map((trouble) => `${registry}#${outcome.pull}: to be repeated: ${trouble}`),
      ];
    case "explained":
      return [];
    default:
      return describeRequest(registry, outcome);
  }
}

export function describeComment(repository: string, outcome: CommentOutcome): readonly string[] {
  switch (outcome.kind) {
    case "commented":
      return [`${repository}#${outcome.pull}: commented on ${outcome.section}`];
    case "refused":
      return [`${repository}: not commented, ${outcome.code}: ${outcome.reason}`];
    default:
      return [];
  }
}

export function describeEvaluation(registry: string, outcome: EvaluationOutcome): readonly string[] {
  const place = `${registry}#${outcome.pull}`;
  switch (outcome.kind) {
    case "landed":
      return [
        `${place}: ${formatMove(outcome.decision.move)} landed in ${outcome.commit.slice(0, 7)}`,
        ...outcome.troubles.map((trouble) => `${place}: to be repeated: ${trouble}`),
      ];
    case "waiting":
      return outcome.published ? [`${place}: not yet: ${missing(outcome.decision.requirements)}`] : [];
    case "edit-landed":
      return [`${place}: edit of ${namePaths(outcome.paths)} landed in ${outcome.commit.slice(0, 7)}`];
    case "edit-waiting":
      return outcome.published ? [`${place}: edit not yet: ${missing(outcome.decision.requirements)}`] : [];
    case "shut":
      return outcome.published ? [`${place}: cannot be judged, ${outcome.code}: ${outcome.reason}`] : [];
    case "outrun":
      return [`${place}: other landings were faster ${outcome.attempts} times`];
    case "projected":
      return outcome.troubles.map((trouble) => `${place}: to be repeated: ${trouble}`);
    case "ignored":
      return [];
  }
}

export function describeGate(
  { repository, environment, runId }: GatePlace,
  { approved, reason }: GateAnswer,
): readonly string[] {
  const verdict = approved ? "approved" : "rejected";
  return [`${repository}: deployment to ${environment} by run ${runId} ${verdict}: ${reason}`];
}

export function describeReconcile(registry: string, outcome: ReconcileOutcome): readonly string[] {
  return [
    ...outcome.registrations.flatMap((one) => describeRegistration(registry, one)),
    ...outcome.requests.flatMap((one) => describeRequest(registry, one)),
    ...outcome.evaluations.flatMap((one) => describeEvaluation(registry, one)),
    ...outcome.troubles.map((trouble) => `${registry}: to be repeated: ${trouble}`),
  ];
}

function formatMove(move: { model: string; version: number; to: string }): string {
  return `${move.model} ${move.version} → ${move.to}`;
}

function missing(requirements: readonly { readonly title: string; readonly status: string }[]): string {
  const open = requirements.filter(({ status }) => status !== "passed").map(({ title }) => title);
  return open.length === 0 ? "everything is met" : open.join("; ");
}

export function describeSweep({ asked, later, lost, troubles }: SweepOutcome): readonly string[] {
  const counted = (count: number) => `${count} ${count === 1 ? "webhook" : "webhooks"}`;
  return [
    ...(asked > 0 ? [`GitHub was asked for ${counted(asked)} again that had not arrived`] : []),
    ...(later > 0 ? [`${counted(later)} will be asked for by the next sweep`] : []),
    ...(lost > 0 ? [`${counted(lost)} did not arrive after several attempts; the reconciler stands in`] : []),
    ...troubles.map((trouble) => `webhooks: to be repeated: ${trouble}`),
  ];
}
