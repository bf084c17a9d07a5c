import { describe, expect, it } from "vitest";
import { documents } from "../../../adapters/importers/documents.ts";
import type { WorkflowRun } from "../../../core/ports/training-runs.ts";
import {
  checkModelGrant,
  checkRunRecord,
  checkWorkflowRun,
  TRUSTED_EVENTS,
} from "../../../core/registry/provenance.ts";
import { POLICY, RegistryWorld } from "../../support/registry-world.ts";

const policy = documents.policy(POLICY);

async function trained() {
  const world = new RegistryWorld();
  const run = world.train(1);
  const workflowRun = await world.runs.workflowRun("acme/churn", 1);
  const [artifact] = await world.runs.artifacts("acme/churn", 1);
  if (artifact === undefined) throw new Error("no artifact");
  return { run, workflowRun, artifact };
}

function withProvenance(run: WorkflowRun, part: Partial<WorkflowRun["provenance"]>): WorkflowRun {
  return { ...run, provenance: { ...run.provenance, ...part } };
}

describe("where a workflow run comes from", () => {
  it("is accepted for every event that runs the repository's own code", async () => {
    const { workflowRun } = await trained();
    for (const event of TRUSTED_EVENTS) {
      expect(checkWorkflowRun(withProvenance(workflowRun, { event }), policy)).toBeUndefined();
    }
  });

  it.each(["pull_request", "pull_request_target", "workflow_run", "issue_comment", ""])(
    "is refused for the event %j",
    async (event) => {
      const { workflowRun } = await trained();
      expect(checkWorkflowRun(withProvenance(workflowRun, { event }), policy)?.subject).toBe("event");
    },
  );

  it("names what does not fit the policy", async () => {
    const { workflowRun } = await trained();
    expect(checkWorkflowRun(withProvenance(workflowRun, { branch: "dev" }), policy)).toEqual({
      subject: "branch",
      expected: "main",
      found: "dev",
    });
    expect(checkWorkflowRun(withProvenance(workflowRun, { workflow: "x.yml" }), policy)?.subject).toBe(
      "workflow",
    );
  });

  it("needs branch and workflow in one and the same grant", async () => {
    const { workflowRun } = await trained();
    const two = documents.policy(
      POLICY.replace(
        /register: .*/,
        "register: [{ repository: acme/churn, branches: [main], workflows: [.github/workflows/a.yml] }, { repository: acme/churn, branches: [dev], workflows: [.github/workflows/train.yml] }]",
      ),
    );
    expect(checkWorkflowRun(workflowRun, two)?.subject).toBe("workflow");
  });

  it("finds the repository in any case, as GitHub does", async () => {
    const { workflowRun } = await trained();
    const repository = { id: 100, fullName: "Acme/Churn" };
    const renamed = { ...workflowRun, repository, headRepositoryId: 100 };
    expect(checkWorkflowRun(renamed, policy)).toBeUndefined();
    expect(checkModelGrant(renamed, policy, "anything")).toBeUndefined();
  });
});

it("names the claim of a record that contradicts GitHub", async () => {
  const { run, workflowRun, artifact } = await trained();
  expect(checkRunRecord(workflowRun, artifact, run)).toBeUndefined();
  const tagged = { ...run, source: { ...run.source, ref: "refs/tags/main" } };
  expect(checkRunRecord(workflowRun, artifact, tagged)).toEqual({
    subject: "run.json: source.ref",
    expected: "refs/heads/main",
    found: "refs/tags/main",
  });
});
