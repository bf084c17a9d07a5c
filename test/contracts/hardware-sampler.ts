import { describe, expect, it } from "vitest";
import type { HardwareSampler } from "../../core/ports/hardware.ts";
import { formatHardwareSample, parseHardwareSamples } from "../../core/run/hardware.ts";

/** What every sampler promises, whatever machine it looks at. */
export function hardwareSamplerContract(make: () => HardwareSampler): void {
  describe("hardware sampler contract", () => {
    it("tells finite values that are not negative, and percentages up to 100", async () => {
      const sampler = make();
      for (const { values } of [await sampler.sample(), await sampler.sample()]) {
        for (const [name, value] of Object.entries(values)) {
          expect(value, name).toBeGreaterThanOrEqual(0);
          expect(value, name).toBeLessThanOrEqual(name.endsWith("_percentage") ? 100 : Number.MAX_VALUE);
        }
      }
    });

    it("takes samples that a line can hold, in the order of time", async () => {
      const sampler = make();
      const samples = [await sampler.sample(), await sampler.sample()];
      expect(parseHardwareSamples(samples.map(formatHardwareSample).join(""))).toEqual(samples);
    });
  });
}
