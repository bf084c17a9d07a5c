import { beforeEach, describe, expect, it } from "vitest";
import type { DeploymentGates, GatePlace } from "../../core/ports/deployment-gates.ts";

export interface GatesSubject {
  readonly gates: DeploymentGates;
  /** A job of the repository's own that waits, its run titled `Deploy churn`, its payload empty. */
  wait(): Promise<GatePlace> | GatePlace;
}

/** What every implementation of the port must do; run on the memory one and on the adapter. */
export function deploymentGatesContract(make: () => Promise<GatesSubject> | GatesSubject): void {
  describe("deployment gates", () => {
    let subject: GatesSubject;
    beforeEach(async () => {
      subject = await make();
    });

    it("tell what waits, read anew", async () => {
      const place = await subject.wait();
      expect(await subject.gates.waiting(place)).toMatchObject({
        ...place,
        title: "Deploy churn",
        event: "push",
        own: true,
        payload: {},
      });
    });

    it.each([
      ["run", { runId: 1 }],
      ["deployment", { deployment: 1 }],
      ["environment", { environment: "elsewhere" }],
    ])("know nothing of another %s", async (_, change) => {
      const place = await subject.wait();
      expect(await subject.gates.waiting({ ...place, ...change })).toBeUndefined();
    });

    it.each([true, false])("take one answer (approved: %s) and no second", async (approved) => {
      const place = await subject.wait();
      expect(await subject.gates.answer(place, { approved, reason: "x".repeat(2_000) })).toBe(true);
      expect(await subject.gates.answer(place, { approved: true, reason: "again" })).toBe(false);
    });
  });
}
