export interface Deployment {
  readonly id: number;
  readonly repositoryId: number;
  readonly sha: string;
  readonly ref: string;
  readonly environment: string;
  readonly description: string | null;
  readonly payload: unknown;
  readonly creatorId: number;
  readonly createdAt: string;
  readonly task?: string;
  readonly productionEnvironment?: boolean;
  readonly transientEnvironment?: boolean;
  statuses: DeploymentStatus[];
}

export interface DeploymentStatus {
  readonly id: number;
  state: string;
  readonly description: string;
  readonly creatorId: number;
  readonly createdAt: string;
  readonly environmentUrl?: string;
  readonly logUrl?: string;
}

/** An environment of a repository, with the Apps whose word its deployments need. */
export interface Environment {
  readonly id: number;
  readonly repositoryId: number;
  readonly name: string;
  readonly createdAt: string;
  /** Rule id and App id of each custom protection rule. */
  readonly rules: { readonly id: number; readonly appId: number }[];
}

/** A job of a workflow run that waits for an App's word before it may use an environment. */
export interface Gate {
  readonly repositoryId: number;
  readonly runId: number;
  readonly deploymentId: number;
  readonly environment: string;
  readonly appId: number;
  state: "waiting" | "approved" | "rejected";
  readonly comments: string[];
}
