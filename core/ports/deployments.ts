import type { CommitSha } from "../names.ts";
import type { Account } from "../people.ts";
import type { LandingNotice } from "../registry/landing-notice.ts";

/** A deployment that the App itself made for a landing. */
export interface LandingDeployment {
  readonly id: number;
  readonly environment: string;
  readonly notice: LandingNotice;
}

export type DeploymentState =
  | "error"
  | "failure"
  | "inactive"
  | "pending"
  | "success"
  | "queued"
  | "in_progress";

/** What whoever deploys reports. The description is their words. */
export interface DeploymentStatus {
  readonly state: DeploymentState;
  readonly at: string;
  readonly by: Account | null;
  readonly description: string;
}

/** Deployments of the registry repository: those that follow the landings of the App. */
export interface Deployments {
  /** Whether the registry repository has any deployment, whoever made it; false where the App may see none: then it made none. */
  any(): Promise<boolean>;
  /** The App's deployment of this landing to an environment; undefined when there is none. */
  find(landing: CommitSha, environment: string): Promise<LandingDeployment | undefined>;
  /** Undefined for a deployment that is gone, or that somebody else made. */
  get(id: number): Promise<LandingDeployment | undefined>;
  /** Makes a deployment of the landing; it waits for nobody and merges nothing. */
  create(environment: string, notice: LandingNotice): Promise<LandingDeployment>;
  /** The newest status; undefined while nobody has reported any. */
  status(id: number): Promise<DeploymentStatus | undefined>;
  /** Says that what was deployed no longer counts. */
  retire(id: number): Promise<void>;
}
