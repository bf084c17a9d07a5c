import { compileCondition } from "../core/policy/condition.ts";
import type { Facts } from "../core/policy/facts.ts";
import type { Require } from "../core/policy/require.ts";
import { versionsText } from "../core/policy/versions-text.ts";
import { displacedBy } from "../core/registry/displaced.ts";
import { lastValues } from "../core/run/metric.ts";
import type { FactsQuestion } from "./facts-question.ts";
import { attempt } from "./known-facts.ts";
import type { RegistryPorts } from "./ports.ts";
import { findPredecessor } from "./predecessor.ts";
import { readVersionRun } from "./read-registry.ts";

type Reading = Pick<RegistryPorts, "repository">;

/** Whom the move would displace, and who stood in an empty stage last where a condition asks about it. */
export async function gatherHolder(
  ports: Reading,
  question: FactsQuestion,
  parts: readonly Require[],
): Promise<Pick<Facts, "holder" | "predecessor">> {
  const [holder, predecessor] = await Promise.all([
    readHolder(ports, question),
    comparesWithHolder(parts) ? readPredecessor(ports, question) : undefined,
  ]);
  return { holder, ...(predecessor && { predecessor }) };
}

/** Only where a condition compares with the holder it matters who stood in an empty stage. */
function comparesWithHolder(parts: readonly Require[]): boolean {
  return parts
    .flatMap(({ metrics }) => metrics ?? [])
    .some((text) => {
      const compiled = compileCondition(text);
      return compiled.ok && compiled.condition.references.some(({ subject }) => subject === "holder");
    });
}

/** Being better than one of several would be no reason to take the place of all of them. */
async function readHolder(ports: Reading, question: FactsQuestion): Promise<Facts["holder"]> {
  const { state, model, move } = question;
  const [holder, ...more] = displacedBy(state.policy, model.stages, move);
  if (holder === undefined) return { known: true, value: null };
  if (more.length === 0) return readMetrics(ports, question, holder.version);
  const all = versionsText([holder, ...more].map(({ version }) => version));
  return {
    known: false,
    reason: `${all} hold ${move.to}`,
    remedy: `archive or demote all but one of ${all} first`,
  };
}

async function readPredecessor(ports: Reading, question: FactsQuestion): Promise<Facts["predecessor"]> {
  const found = await findPredecessor(ports, question);
  if (!found.known) return found;
  return found.value === undefined ? undefined : readMetrics(ports, question, found.value);
}

function readMetrics({ repository }: Reading, { state, move }: FactsQuestion, version: number) {
  return attempt(async () => {
    const run = await readVersionRun(repository, state.tree, { model: move.model, version });
    return { version, metrics: lastValues(run.metrics) };
  });
}
