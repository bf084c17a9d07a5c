import { documents } from "../../adapters/importers/documents.ts";
import { localTime } from "../../adapters/local-time.ts";
import { curveFiles } from "../../adapters/parquet/curves-parquet.ts";
import { createRenderer } from "../../adapters/render/renderer.ts";
import { attestationVerifier } from "../../adapters/sigstore/attestation-verifier.ts";
import { canonicalJson } from "../../core/canonical.ts";
import { commitShaSchema, modelNameSchema, runIdSchema, sha256Schema } from "../../core/names.ts";
import type { Account } from "../../core/people.ts";
import type { RunArtifact, WorkflowRun } from "../../core/ports/training-runs.ts";
import { formatPath } from "../../core/registry/layout.ts";
import { type Stages, stagesSchema } from "../../core/registry/stages.ts";
import { formatArtifactName } from "../../core/run/artifact-name.ts";
import { type Run, runSchema } from "../../core/run/run.ts";
import type { RegistryPorts } from "../../usecases/ports.ts";
import { buildRun } from "./build-run.ts";
import { MemoryChecks } from "./memory-checks.ts";
import { MemoryAnnouncements, MemoryDeployments, MemoryStickyComments } from "./memory-followers.ts";
import { MemoryPeople } from "./memory-people.ts";
import { MemoryPulls } from "./memory-pulls.ts";
import { MemoryRegistrationChecks } from "./memory-registration-checks.ts";
import { MemoryRegistry } from "./memory-registry.ts";
import { MemoryRuns } from "./memory-runs.ts";
import { MemorySettings } from "./memory-settings.ts";

export const app: Account = { id: 1, login: "pedigree[bot]", bot: true };
const TRAINER: Account = { id: 21, login: "trainer", bot: false };
export const ada: Account = { id: 11, login: "ada", bot: false };
export const grace: Account = { id: 12, login: "grace", bot: false };
export const mary: Account = { id: 13, login: "mary", bot: false };
export const eve: Account = { id: 14, login: "eve", bot: false };

export const churn = modelNameSchema.parse("churn");
const CURVES = curveFiles.encode(new Map([["auc", [{ step: 0, time: null, value: 0.9 }]]]));
const REPOSITORY = { id: 100, fullName: "acme/churn" };

/** Leads approve production; a newcomer in production displaces the holder into the archive. */
export const POLICY = `
schemaVersion: 1
access:
  register: [{ repository: acme/churn, branches: [main], workflows: [.github/workflows/train.yml] }]
  promote: [{ team: acme/science }]
stages:
  - name: development
  - name: production
    from: [development, archived]
    holders: one
    displaced: archived
    require:
      approvals: { count: 2, from: [{ team: acme/leads }] }
      metrics: ["candidate.auc >= 0.8"]
  - name: archived
    from: any
`;

export interface TrainedRun {
  readonly workflowRun?: Partial<WorkflowRun>;
  readonly provenance?: Partial<WorkflowRun["provenance"]>;
  readonly artifact?: Partial<RunArtifact>;
  readonly run?: Partial<Run>;
  readonly auc?: number;
  /** The artifact's curves.parquet. */
  readonly curves?: Uint8Array | null;
}

/** A whole registry in memory, with the people of acme and a repository that trains. */
export class RegistryWorld {
  readonly repository: MemoryRegistry;
  readonly pulls: MemoryPulls;
  readonly checks = new MemoryChecks();
  readonly people = new MemoryPeople();
  readonly deployments = new MemoryDeployments(app);
  readonly registrationChecks = new MemoryRegistrationChecks();
  readonly announcements = new MemoryAnnouncements();
  readonly stickyComments = new MemoryStickyComments();
  readonly runs = new MemoryRuns();
  readonly settings = new MemorySettings();
  readonly ports: RegistryPorts;
  private seconds = 0;

  constructor(policy: string = POLICY) {
    this.repository = new MemoryRegistry({ branch: "main", app, files: { "pedigree.yml": policy } });
    this.pulls = new MemoryPulls(this.repository);
    for (const account of [ada, grace, mary]) this.people.rights.set(account.id, "write");
    this.people.rights.set(eve.id, "read");
    this.people.teams.set("acme/science", new Set([ada.id, grace.id, mary.id]));
    this.people.teams.set("acme/leads", new Set([grace.id, mary.id, ada.id]));
    this.ports = {
      registry: {
        fullName: "acme/registry",
        serverUrl: "https://github.com",
        branch: "main",
        app,
        keeper: "app",
        buttons: true,
      },
      repository: this.repository,
      pulls: this.pulls,
      checks: this.checks,
      people: this.people,
      settings: this.settings,
      deployments: this.deployments,
      announcements: this.announcements,
      registrationChecks: this.registrationChecks,
      stickyComments: this.stickyComments,
      runs: this.runs,
      curves: curveFiles,
      attestations: attestationVerifier,
      documents,
      renderer: createRenderer(),
      clock: { now: () => this.now(), local: localTime },
    };
  }

  /** Every look at the clock is a second later, so nothing may depend on two looks being equal. */
  now(): string {
    this.seconds += 1;
    return new Date(Date.UTC(2026, 0, 31, 12) + this.seconds * 1000).toISOString();
  }

  /** A finished training run of the main branch that asks to be registered; parts of it can be bent. */
  train(
    runId: number,
    { workflowRun, provenance, artifact, run, auc = 0.9, curves = CURVES }: TrainedRun = {},
  ): Run {
    const commit = commitShaSchema.parse(String(runId).padStart(40, "a"));
    const record = runSchema.parse({
      ...buildRun({ metrics: { auc } }),
      id: runIdSchema.parse(String(runId).padStart(32, "0")),
      source: { ...buildRun().source, repository: REPOSITORY, commit },
      trigger: {
        event: "push",
        actor: ada,
        workflow: { name: "train", path: ".github/workflows/train.yml" },
        runId,
        runNumber: runId,
        runAttempt: 1,
        job: "train",
        jobId: null,
        pullRequest: null,
      },
      registration: { registry: "acme/registry", model: "churn" },
      ...run,
    });
    const stored: RunArtifact = {
      artifact: {
        id: runId,
        name: formatArtifactName({ experiment: "train", ordinal: 1 }),
        digest: sha256Schema.parse("c".repeat(64)),
        bytes: 1000,
      },
      repositoryId: REPOSITORY.id,
      headRepositoryId: REPOSITORY.id,
      expired: false,
      ...artifact,
    };
    this.runs.add({
      workflowRun: {
        repository: REPOSITORY,
        headRepositoryId: REPOSITORY.id,
        status: "completed",
        conclusion: "success",
        provenance: {
          repository: REPOSITORY,
          workflow: ".github/workflows/train.yml",
          runId,
          runAttempt: 1,
          event: "push",
          branch: "main",
          commit,
          actor: TRAINER,
          ...provenance,
        },
        ...workflowRun,
      },
      artifacts: [
        {
          artifact: stored,
          record: { run: record, runText: canonicalJson(record), curves },
        },
      ],
    });
    return record;
  }

  /** `stages.json` of churn at the tip. */
  stages(): Stages {
    const path = formatPath({ kind: "stages", model: churn });
    const text = this.repository.text(this.repository.head("main"), path);
    if (text === undefined) throw new Error("no stages.json");
    return stagesSchema.parse(JSON.parse(text));
  }

  /** Paths of the registry branch, sorted. */
  files(): readonly string[] {
    return [...this.repository.get(this.repository.head("main")).tree.keys()].sort();
  }

  async labels(number: number): Promise<readonly string[]> {
    return (await this.pulls.get(number)).labels;
  }
}
