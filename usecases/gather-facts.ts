import type { Move } from "../core/policy/decision.ts";
import { type Facts, type Known, mapKnown } from "../core/policy/facts.ts";
import type { Require } from "../core/policy/require.ts";
import { partsForMove, stageForMove } from "../core/policy/stage-for-move.ts";
import type { PullFile } from "../core/ports/pull-requests.ts";
import { approverTeams } from "../core/registry/memberships.ts";
import type { Version } from "../core/registry/version.ts";
import { lastValues } from "../core/run/metric.ts";
import type { Run } from "../core/run/run.ts";
import { gatherApprovers } from "./approver-facts.ts";
import { gatherAttestations } from "./attestation-facts.ts";
import { readCardFacts } from "./card-facts.ts";
import { gatherChecks } from "./check-facts.ts";
import type { FactsQuestion } from "./facts-question.ts";
import { findAncestry, readRunAt } from "./find-ancestry.ts";
import { gatherHolder } from "./holder-facts.ts";
import { attempt } from "./known-facts.ts";
import { asksForAncestry, dataFacts, localFacts, sinceFacts } from "./move-facts.ts";
import { gatherPeople } from "./people-facts.ts";
import type { RegistryPorts } from "./ports.ts";
import { type ModelState, readVersionRecord, readVersionRun } from "./read-registry.ts";

/** All that the decision may look at, with completeness flags; a fact that cannot be had is unknown, not empty. */
export async function gatherFacts(ports: RegistryPorts, question: FactsQuestion): Promise<Facts> {
  const { pull, move, state, model, reads } = question;
  const version = await readVersionRecord(ports.repository, question.recordTree, move);
  const { provenance } = version;
  const parts = partsForMove(state.policy, move);
  const people = await gatherPeople(ports, question, provenance);
  const [approvers, checks, attestations, run, holder, settings] = await Promise.all([
    gatherApprovers(ports, {
      head: pull.head,
      reviews: reads.reviews,
      rules: parts.flatMap(({ approvals }) => approvals ?? []),
      teams: approverTeams(stageForMove(state.policy, move), model.owners),
      people,
    }),
    gatherChecks(ports, question, { parts, provenance }),
    gatherAttestations(ports, question, { parts, version }),
    attempt(() => readVersionRun(ports.repository, question.recordTree, move)),
    gatherHolder(ports, question, parts),
    ports.settings.read(),
  ]);
  const card = await gatherCard(ports, question, { parts, version, run });
  const at = ports.clock.now();
  return {
    schemaVersion: 1,
    move,
    at,
    head: pull.head,
    tip: state.tip,
    ...people,
    owners: [...model.owners],
    holders: model.stages.holders,
    ...standingFacts(model.stages, move),
    reviews: mapKnown(reads.reviews, (reviews) => [...reviews]),
    ...checks,
    ...approvers,
    ...card,
    changedPaths: mapKnown(reads.files, (files) => changedPaths(files, question.ownPaths)),
    ...dataFacts(run, version, parts),
    ...attestations,
    ...sinceFacts(question),
    ...localFacts(ports, at, parts),
    candidate: mapKnown(run, (value) => ({ version: move.version, metrics: lastValues(value.metrics) })),
    ...holder,
    baseline: baselineFact(version),
    settings,
  };
}

interface RecordQuestion {
  readonly parts: readonly Require[];
  readonly version: Version;
  readonly run: Known<Run>;
}

/** The card beside its run, and what the version was made from as the tip tells it, where the policy asks about them. */
async function gatherCard(
  ports: RegistryPorts,
  question: FactsQuestion,
  { parts, version, run }: RecordQuestion,
): Promise<Pick<Facts, "card" | "ancestry">> {
  const { move, state } = question;
  const ancestry =
    run.known && parts.some(asksForAncestry)
      ? await findAncestry(
          { model: move.model, version: move.version, run: run.value },
          readRunAt(ports.repository, state.tree),
        )
      : undefined;
  const isAsked = parts.some(({ card }) => card !== undefined);
  const recorded = isAsked && run.known ? { version, run: run.value, ancestry } : undefined;
  return {
    card: isAsked && !run.known ? run : await attempt(() => readCardFacts(ports, question, recorded)),
    ...(ancestry && { ancestry: [...ancestry.ancestors] }),
  };
}

/** What `stages.json` says beyond the holders, where it says anything. */
function standingFacts({ former, frozen, ungoverned }: ModelState["stages"], move: Move) {
  const halted = frozen !== undefined || ungoverned !== undefined;
  return {
    ...(move.kind === "rollback" ? { former: [...(former?.[move.to] ?? [])] } : {}),
    ...(halted ? { halt: { ...(frozen && { frozen }), ...(ungoverned && { ungoverned }) } } : {}),
  };
}

/** As the registration found it, so that everybody who has the registry can look it up. */
function baselineFact({ baseline }: Version): Facts["baseline"] {
  if (baseline === undefined) return { known: false, reason: NO_BASELINE_TOLD };
  return { known: true, value: baseline && { version: null, metrics: baseline.metrics } };
}

const NO_BASELINE_TOLD =
  "the version's record tells of none: the run could not be read at registration, or baselines were not kept then";

function changedPaths(files: readonly PullFile[], ownPaths: readonly string[]): string[] {
  const touched = files.flatMap(({ path, previousPath }) =>
    previousPath === null ? [path] : [previousPath, path],
  );
  return [...new Set(touched)].filter((path) => !ownPaths.includes(path)).sort();
}
