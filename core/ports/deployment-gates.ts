import type { CommitSha } from "../names.ts";

/** Where a job waits for Pedigree's word. Names and numbers from a webhook, to be read again. */
export interface GatePlace {
  readonly repository: string;
  readonly environment: string;
  /** The workflow run that waits, and the deployment that GitHub made for its job. */
  readonly runId: number;
  readonly deployment: number;
}

/** A deployment that waits, as GitHub describes it now. */
export interface WaitingDeployment extends GatePlace {
  readonly commit: CommitSha;
  readonly ref: string;
  readonly payload: unknown;
  /** The workflow run's title, event, and whether its code is the repository's own and not a fork's. */
  readonly title: string;
  readonly event: string;
  readonly own: boolean;
}

export interface GateAnswer {
  readonly approved: boolean;
  /** In plain words; GitHub takes 1,024 characters. */
  readonly reason: string;
}

/** Custom deployment protection rules of every repository that the App is installed on. */
export interface DeploymentGates {
  /** Undefined when the run and the deployment do not belong together, or one of them is gone. */
  waiting(place: GatePlace): Promise<WaitingDeployment | undefined>;
  /** False when nothing waits there any more. */
  answer(place: GatePlace, answer: GateAnswer): Promise<boolean>;
}
