import { PedigreeError } from "../../../core/errors.ts";
import {
  convertWorkflowTemplate,
  NoOperationTraceWriter,
  parseWorkflow,
} from "../generated/workflow-parser.mjs";
import { entries, items, property, type Template, toTemplate } from "./template.ts";

/** A workflow file, checked by GitHub's own parser. */
export interface Workflow {
  readonly path: string;
  /** The `name:`, or the path as GitHub shows it. */
  readonly name: string;
  readonly events: WorkflowEvents;
  readonly env: Template;
  readonly defaults: Template;
  readonly permissions: Template;
  readonly jobs: readonly JobDefinition[];
}

export type WorkflowEvents = Awaited<ReturnType<typeof convertWorkflowTemplate>>["events"];

export interface JobDefinition {
  readonly key: string;
  readonly needs: readonly string[];
  /** Always with a status function: `success() && (…)` where the file has none. */
  readonly condition: string;
  /** The job as written, for everything that is evaluated when it runs. */
  readonly written: Template;
  readonly steps: readonly StepDefinition[];
}

export interface StepDefinition {
  /** The `id:`, or one that the parser made up, which starts with two underscores. */
  readonly id: string;
  readonly condition: string;
  readonly uses: string | null;
  readonly run: Template;
  readonly written: Template;
}

/** Keys of a job that change what runs and that this runner does not implement. */
const UNSUPPORTED_KEYS = new Set(["container", "services", "uses"]);

/** Parses a workflow file; SCHEMA_MISMATCH with GitHub's own messages when it is not valid. */
export async function readWorkflow(path: string, content: string): Promise<Workflow> {
  const parsed = parseWorkflow({ name: path, content }, new NoOperationTraceWriter());
  const converted = parsed.value && (await convertWorkflowTemplate(parsed.context, parsed.value));
  const problems = parsed.context.errors.getErrors().map((error) => error.message);
  if (converted === undefined || problems.length > 0) {
    throw new PedigreeError("SCHEMA_MISMATCH", "workflow is not valid", {
      subject: path,
      found: problems.join("; "),
    });
  }
  const written = toTemplate(parsed.value);
  const name = property(written, "name");
  const jobs = converted.jobs.map((job): JobDefinition => {
    const own = property(property(written, "jobs"), job.id.value);
    const left = entries(own).find(([key]) => UNSUPPORTED_KEYS.has(key))?.[0];
    if (job.type !== "job" || left !== undefined)
      throw unsupported(path, `${left ?? "uses"} of job ${job.id.value}`);
    return {
      key: job.id.value,
      needs: (job.needs ?? []).map((need) => need.value),
      condition: job.if.expression,
      written: own,
      steps: toSteps(job.steps, property(own, "steps"), path),
    };
  });
  return {
    path,
    name: typeof name === "string" ? name : path,
    events: converted.events,
    env: property(written, "env"),
    defaults: property(written, "defaults"),
    permissions: property(written, "permissions"),
    jobs,
  };
}

interface ConvertedStep {
  readonly id: string;
  readonly if?: { readonly expression: string };
}

/** Pairs the parser's steps (ids and conditions completed) with the steps as written. */
export function toSteps(
  converted: readonly ConvertedStep[],
  written: Template,
  path: string,
): readonly StepDefinition[] {
  const all = items(written);
  return converted.map((step, index) => {
    const own = all[index] ?? null;
    const uses = property(own, "uses");
    const run = property(own, "run");
    if (typeof uses !== "string" && run === null)
      throw unsupported(path, `step ${index + 1} neither runs nor uses`);
    return {
      id: step.id === "" ? `__step_${index + 1}` : step.id,
      condition: step.if?.expression ?? "success()",
      uses: typeof uses === "string" ? uses : null,
      run,
      written: own,
    };
  });
}

/** What this runner leaves out (services, containers, reusable workflows) is refused, never passed over. */
function unsupported(path: string, found: string): PedigreeError {
  return new PedigreeError("INPUT_INVALID", "the sandbox's runner does not support this workflow", {
    subject: path,
    found,
  });
}
