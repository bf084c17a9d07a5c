import { beforeEach, describe, expect, it } from "vitest";
import type { CommitSha } from "../../core/names.ts";
import type { TrainingRuns } from "../../core/ports/training-runs.ts";
import type { Run } from "../../core/run/run.ts";
import { withCode } from "../support/with-code.ts";

export interface TrainingRunsSubject {
  readonly runs: TrainingRuns;
  readonly repository: string;
  /** Two finished runs of branch `main`, the older first; each holds one run artifact. */
  readonly runIds: readonly [number, number];
  /** A commit of the repository that is on no branch. */
  readonly stray: CommitSha;
  /** Keeps a bundle about these digests in the repository, as a workflow that attests does. */
  attest(bundle: Record<string, unknown>, digests: readonly string[]): Promise<void> | void;
}

/** The form of a bundle; nobody verifies it here. */
function bundleAbout(digests: readonly string[]): Record<string, unknown> {
  const statement = { subject: digests.map((sha256) => ({ name: "model.bin", digest: { sha256 } })) };
  return {
    mediaType: "application/vnd.dev.sigstore.bundle.v0.3+json",
    verificationMaterial: { tlogEntries: [] },
    dsseEnvelope: {
      payload: Buffer.from(JSON.stringify(statement)).toString("base64"),
      payloadType: "application/vnd.in-toto+json",
      signatures: [{ sig: "AA==" }],
    },
  };
}

/** What every implementation of the port must do; run on the memory one and on the adapters. */
export function trainingRunsContract(make: () => Promise<TrainingRunsSubject> | TrainingRunsSubject): void {
  describe("training runs", () => {
    let subject: TrainingRunsSubject;
    const describeRun = (index: 0 | 1) => subject.runs.workflowRun(subject.repository, subject.runIds[index]);
    const artifactOf = async (index: 0 | 1) => {
      const artifacts = await subject.runs.artifacts(subject.repository, subject.runIds[index]);
      const [artifact] = artifacts;
      if (artifact === undefined || artifacts.length !== 1) throw new Error("not one artifact");
      return artifact;
    };

    beforeEach(async () => {
      subject = await make();
    });

    it("describes a run", async () => {
      expect(await describeRun(0)).toMatchObject({
        repository: { fullName: subject.repository },
        status: "completed",
        conclusion: "success",
        provenance: { runId: subject.runIds[0], branch: "main" },
      });
    });

    it("knows no run that is not there", async () => {
      await expect(subject.runs.workflowRun(subject.repository, 987_654)).rejects.toThrow(
        withCode("REMOTE_REFUSED"),
      );
    });

    it("lists the newest runs first", async () => {
      const [older, newer] = subject.runIds;
      expect(await subject.runs.recent(subject.repository)).toEqual([newer, older]);
    });

    it("reads each run's own record, exactly as it was written", async () => {
      for (const index of [0, 1] as const) {
        const record = await subject.runs.read(subject.repository, await artifactOf(index));
        expect(record.run.trigger?.runId).toBe(subject.runIds[index]);
        expect(JSON.parse(record.runText)).toEqual(record.run);
      }
    });

    it("finds the run before it as its baseline, and none before the first", async () => {
      const { runs, repository, runIds } = subject;
      const records = await Promise.all(
        ([0, 1] as const).map(async (index) => (await runs.read(repository, await artifactOf(index))).run),
      );
      const [older, newer] = records as [Run, Run];
      expect(await runs.baseline(repository, older, runIds[0])).toEqual({ known: true, value: null });
      expect(await runs.baseline(repository, newer, runIds[1])).toEqual({ known: true, value: older });
      const other = { ...newer, experiment: "another" };
      expect(await runs.baseline(repository, other, runIds[1])).toEqual({ known: true, value: null });
    });

    it("lists what was attested about a digest, and nothing for what nobody attested", async () => {
      const { runs, repository } = subject;
      const [one, two, other] = ["1", "2", "3"].map((digit) => digit.repeat(64)) as [string, string, string];
      const bundle = bundleAbout([one, two]);
      await subject.attest(bundle, [one, two]);
      for (const digest of [one, two]) {
        expect(await runs.attestations(repository, digest)).toEqual({ bundles: [bundle], missed: [] });
      }
      expect(await runs.attestations(repository, other)).toEqual({ bundles: [], missed: [] });
    });

    it("tells whether a branch holds a commit, and no for what does not exist", async () => {
      const { runs, repository, stray } = subject;
      const { commit } = (await describeRun(0)).provenance;
      expect(await runs.isOnBranch(repository, commit, "main")).toBe(true);
      expect(await runs.isOnBranch(repository, stray, "main")).toBe(false);
      expect(await runs.isOnBranch(repository, commit, "no-such-branch")).toBe(false);
    });
  });
}
