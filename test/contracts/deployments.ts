import { beforeEach, describe, expect, it } from "vitest";
import {
  type CommitSha,
  commitShaSchema,
  modelNameSchema,
  runIdSchema,
  sha256Schema,
} from "../../core/names.ts";
import type { DeploymentState, Deployments } from "../../core/ports/deployments.ts";
import type { LandingNotice } from "../../core/registry/landing-notice.ts";
import { stage } from "../support/events.ts";

export interface DeploymentsSubject {
  readonly deployments: Deployments;
  /** A commit of the registry. */
  readonly landing: CommitSha;
  /** Somebody else makes a deployment that says the same. */
  pretend(environment: string, notice: LandingNotice): Promise<number>;
  /** Whoever deploys reports. */
  report(id: number, state: DeploymentState, description: string): Promise<void>;
}

export const noticeOf = (landing: CommitSha): LandingNotice => ({
  schemaVersion: 1,
  registry: "acme/registry",
  landing,
  event: sha256Schema.parse("e".repeat(64)),
  model: modelNameSchema.parse("churn"),
  version: 3,
  stage: stage("production"),
  run: runIdSchema.parse("1".repeat(32)),
  artifact: {
    repository: "acme/churn",
    id: 5,
    name: "pedigree-run.train",
    digest: sha256Schema.parse("d".repeat(64)),
  },
  files: [{ path: "model.onnx", digest: sha256Schema.parse("f".repeat(64)) }],
});

/** What every implementation of the port must do; run on the memory one and on the adapter. */
export function deploymentsContract(make: () => Promise<DeploymentsSubject> | DeploymentsSubject): void {
  describe("deployments", () => {
    let subject: DeploymentsSubject;
    beforeEach(async () => {
      subject = await make();
    });

    it("are found again by landing and environment, with what they say", async () => {
      const { deployments, landing } = subject;
      expect(await deployments.find(landing, "production")).toBeUndefined();
      const made = await deployments.create("production", noticeOf(landing));
      expect(made).toMatchObject({ environment: "production", notice: noticeOf(landing) });
      expect(await deployments.find(landing, "production")).toEqual(made);
      expect(await deployments.get(made.id)).toEqual(made);
      expect(await deployments.find(landing, "staging")).toBeUndefined();
      const other = commitShaSchema.parse("0".repeat(40));
      expect(await deployments.find(other, "production")).toBeUndefined();
      expect(await deployments.get(made.id + 1_000)).toBeUndefined();
    });

    it("are not those that somebody else made, whatever they say", async () => {
      const { deployments, landing } = subject;
      const id = await subject.pretend("production", noticeOf(landing));
      expect(await deployments.find(landing, "production")).toBeUndefined();
      expect(await deployments.get(id)).toBeUndefined();
    });

    it("are there at all, whoever made them", async () => {
      const { deployments, landing } = subject;
      expect(await deployments.any()).toBe(false);
      await subject.pretend("production", noticeOf(landing));
      expect(await deployments.any()).toBe(true);
    });

    it("have the newest status, and none before the first", async () => {
      const { deployments, landing } = subject;
      const { id } = await deployments.create("production", noticeOf(landing));
      expect(await deployments.status(id)).toBeUndefined();
      await subject.report(id, "in_progress", "rolling out");
      await subject.report(id, "success", "");
      expect(await deployments.status(id)).toMatchObject({ state: "success", description: "" });
      await deployments.retire(id);
      expect(await deployments.status(id)).toMatchObject({ state: "inactive", by: { bot: true } });
    });
  });
}
