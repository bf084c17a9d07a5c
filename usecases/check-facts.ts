import { PedigreeError } from "../core/errors.ts";
import type { Check, Facts, Known, WorkflowFile } from "../core/policy/facts.ts";
import type { CheckRule, Require } from "../core/policy/require.ts";
import type { WorkflowJob } from "../core/ports/training-runs.ts";
import { parseCheckKey } from "../core/registry/check-key.ts";
import type { Provenance } from "../core/registry/version.ts";
import type { FactsQuestion } from "./facts-question.ts";
import type { RegistryPorts } from "./ports.ts";

type CheckFacts = Pick<Facts, "checks" | "training" | "workflowFiles" | "shownSince">;

/** Checks of the head and, where the policy asks for them, of the training commit and of named workflows. */
export async function gatherChecks(
  ports: RegistryPorts,
  question: FactsQuestion,
  { parts, provenance }: { readonly parts: readonly Require[]; readonly provenance: Provenance },
): Promise<CheckFacts> {
  const rules = parts.flatMap(({ checks }) => checks ?? []);
  const [checks, training, workflowFiles] = await Promise.all([
    readHeadChecks(ports, question, rules),
    readTraining(ports, provenance, rules),
    readWorkflowFiles(ports, question, { rules, provenance }),
  ]);
  return {
    checks,
    ...(training === undefined ? {} : { training }),
    ...(workflowFiles.length === 0 ? {} : { workflowFiles }),
    ...shownFacts(question, parts),
  };
}

/** Since when the App shows a decision about the head, where the policy asks whether approvers saw one. */
function shownFacts({ reads }: FactsQuestion, parts: readonly Require[]): Pick<Facts, "shownSince"> {
  const asked = parts.some(({ evidence }) => evidence?.includes("decision"));
  if (!asked || !reads.checks.known) return {};
  return { shownSince: parseCheckKey(reads.checks.value.own?.key).shownSince };
}

async function readHeadChecks(
  ports: RegistryPorts,
  { pull, reads }: FactsQuestion,
  rules: readonly CheckRule[],
): Promise<Facts["checks"]> {
  if (!reads.checks.known) return reads.checks;
  const { others } = reads.checks.value;
  const asked = workflowsOf(rules.filter(({ on }) => on !== "training"));
  if (asked.length === 0) return { known: true, value: [...others] };
  const jobs = await unlessRefused(() => ports.runs.jobs(ports.registry.fullName, pull.head, asked));
  return { known: true, value: [...withWorkflows(others, jobs)] };
}

/** Checks of the commit that GitHub itself named as the run's, when the version was registered. */
async function readTraining(
  ports: RegistryPorts,
  { repository: { fullName }, commit }: Provenance,
  rules: readonly CheckRule[],
): Promise<Facts["training"]> {
  const asked = rules.filter(({ on }) => on === "training");
  if (asked.length === 0) return undefined;
  const checks = await unlessRefused(() => ports.runs.checks(fullName, commit));
  if (!checks.known) return { repository: fullName, commit, checks };
  const workflows = workflowsOf(asked);
  if (workflows.length === 0) {
    return { repository: fullName, commit, checks: { known: true, value: [...checks.value] } };
  }
  const jobs = await unlessRefused(() => ports.runs.jobs(fullName, commit, workflows));
  const value = [...withWorkflows(checks.value, jobs)];
  return { repository: fullName, commit, checks: { known: true, value } };
}

function workflowsOf(rules: readonly CheckRule[]): readonly string[] {
  return [...new Set(rules.flatMap(({ workflow }) => workflow ?? []))];
}

/**
 * A check is a workflow's if it is a job of it: anybody's workflow may make check runs. Left as they are where the jobs are
 * not known: then no check is one of a workflow.
 */
function withWorkflows(
  checks: readonly Check[],
  jobs: Known<ReadonlyMap<number, WorkflowJob>>,
): readonly Check[] {
  if (!jobs.known) return checks;
  return checks.map((check) => {
    const job = jobs.value.get(check.id);
    return job === undefined ? { ...check, workflow: null } : asItsJob(check, job);
  });
}

/**
 * A workflow's token may perhaps change the checks of others. One that says otherwise than its job is still the newest of its
 * workflow, so it hides no failure, and it succeeds only where both say so.
 */
function asItsJob(check: Check, { workflow, conclusion }: WorkflowJob): Check {
  if (check.conclusion !== "success" || conclusion === "success") return { ...check, workflow };
  return { ...check, workflow, conclusion, status: conclusion === null ? "in_progress" : check.status };
}

interface WorkflowQuestion {
  readonly rules: readonly CheckRule[];
  readonly provenance: Provenance;
}

async function readWorkflowFiles(
  ports: RegistryPorts,
  { pull, state }: FactsQuestion,
  { rules, provenance }: WorkflowQuestion,
): Promise<WorkflowFile[]> {
  const named = rules.flatMap(({ on = "head", workflow }) =>
    workflow === undefined ? [] : [{ on, path: workflow }],
  );
  const files = new Map(named.map((file) => [`${file.on} ${file.path}`, file]));
  return Promise.all(
    [...files.values()].map(async ({ on, path }) => {
      if (on === "training") {
        const { repository, commit } = provenance;
        const read = () => ports.runs.workflowBlobs(repository.fullName, path, commit);
        return { on, path, blobs: await unlessRefused(read) };
      }
      const tree = await ports.repository.tree(pull.head);
      const value = { judged: tree.get(path)?.blob ?? null, governed: state.tree.get(path)?.blob ?? null };
      return { on, path, blobs: { known: true as const, value } };
    }),
  );
}

/** Asking again would not help, so what GitHub does not show is unknown; somebody has to let it be seen. */
async function unlessRefused<T>(read: () => Promise<Known<T>>): Promise<Known<T>> {
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof PedigreeError) || error.code !== "REMOTE_REFUSED") throw error;
    return { known: false, reason: error.message };
  }
}
