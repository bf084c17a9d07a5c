import type { Plain, Scope } from "./expression.ts";
import { hashFiles } from "./hash-files.ts";
import type { Attempt, Outcome } from "./outcome.ts";
import type { Output } from "./output.ts";

export interface StepContext {
  readonly outputs: Readonly<Record<string, string>>;
  readonly outcome: Outcome;
  readonly conclusion: Outcome;
}

/** Folders of one job on the machine that runs it. */
export interface JobFolders {
  readonly workspace: string;
  readonly temp: string;
  readonly toolCache: string;
  readonly home: string;
}

/** What runs at the end of a job, newest first. */
export interface PostStep {
  readonly name: string;
  run(): Promise<Attempt | "skipped">;
}

/**
 * What the steps of one job share and change. `scope` of a step is made from it at the moment when the step needs it.
 */
export interface JobSession {
  readonly folders: JobFolders;
  /** `github`, as far as it is text and the same for all steps. */
  readonly github: Readonly<Record<string, string>>;
  /** `github.event`: the payload that started the workflow. */
  readonly event: Plain;
  readonly token: string;
  /** Contexts that do not change while the job runs: `matrix`, `needs`, `inputs`, `strategy`, `runner`. */
  readonly fixed: Readonly<Record<string, Plain>>;
  readonly checkRunId: number;
  /** Environment of actions alone: the door to the artifact service. */
  readonly actionEnv: Readonly<Record<string, string>>;
  /** Base URL of the sandbox, where git is served. */
  readonly gitUrl: string;
  /** Actions by `owner/repo` or `owner/repo@ref`, each in a folder. */
  readonly actions: ReadonlyMap<string, string>;
  readonly signal: AbortSignal | undefined;
  readonly output: Output;
  /** Names and values that steps added through `GITHUB_ENV`, over the workflow's and the job's own. */
  readonly env: Map<string, string>;
  readonly path: string[];
  readonly steps: Map<string, StepContext>;
  readonly posts: PostStep[];
  /** Process groups of the steps so far; what is left of them ends with the job. */
  readonly groups: number[];
  status: "success" | "failure" | "cancelled";
}

/** The scope of an expression in a step; `steps` and `inputs` are the composite action's own inside of one. */
export function scopeOf(session: JobSession, own: ScopeParts = {}): Scope {
  const { status } = session;
  const github: Plain = { ...session.github, ...own.github, event: session.event, token: session.token };
  return {
    contexts: {
      ...session.fixed,
      github,
      secrets: { GITHUB_TOKEN: session.token },
      vars: {},
      env: { ...Object.fromEntries(session.env), ...own.env },
      job: { status, check_run_id: session.checkRunId },
      steps: stepsContext(own.steps ?? session.steps),
      ...(own.inputs === undefined ? {} : { inputs: own.inputs }),
    },
    functions: {
      always: () => true,
      success: () => status === "success",
      failure: () => status === "failure",
      cancelled: () => status === "cancelled",
      hashFiles: (...patterns) => hashFiles(session.folders.workspace, patterns.map(String)),
    },
  };
}

export interface ScopeParts {
  readonly env?: Readonly<Record<string, string>>;
  readonly github?: Readonly<Record<string, string>>;
  readonly inputs?: Readonly<Record<string, string>>;
  readonly steps?: ReadonlyMap<string, StepContext>;
}

function stepsContext(steps: ReadonlyMap<string, StepContext>): Plain {
  return Object.fromEntries([...steps].map(([id, step]) => [id, { ...step, outputs: { ...step.outputs } }]));
}
