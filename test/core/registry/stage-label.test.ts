import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { stageNameSchema } from "../../../core/names.ts";
import { formatStageLabel, parseStageLabel, planLabels } from "../../../core/registry/stage-label.ts";
import { stageNames } from "../../support/arbitraries.ts";

import { law } from "../../support/law.ts";

const production = stageNameSchema.parse("production");

describe("stage labels", () => {
  it("are read back as they were written, in any case", () => {
    fc.assert(
      fc.property(stageNames, (stage) => {
        expect(parseStageLabel(formatStageLabel(stage))).toBe(stage);
        expect(parseStageLabel(formatStageLabel(stage).toUpperCase())).toBe(stage);
      }),
    );
  });

  it("fit GitHub's 50 characters", () => {
    law(stageNames, (stage) => expect(formatStageLabel(stage).length).toBeLessThan(51));
  });

  it.each(["production", "stage:production", "stage: ", "stage: a b", "xstage: a"])(
    "%j is another label",
    (label) => expect(parseStageLabel(label)).toBeUndefined(),
  );

  it("are brought in line and nothing else is touched", () => {
    expect(planLabels(["bug", "stage: staging"], production)).toEqual({
      add: ["stage: production"],
      remove: ["stage: staging"],
    });
    expect(planLabels(["stage: production", "bug"], undefined)).toEqual({
      add: [],
      remove: ["stage: production"],
    });
  });

  it("once planned and applied, need nothing more", () => {
    const labels = fc.array(fc.oneof(stageNames.map(formatStageLabel), fc.string()));
    fc.assert(
      fc.property(
        fc.uniqueArray(labels.chain((l) => fc.constantFrom(...l, "x"))),
        stageNames,
        (has, stage) => {
          const plan = planLabels(has, stage);
          const after = [...has.filter((label) => !plan.remove.includes(label)), ...plan.add];
          expect(planLabels(after, stage)).toEqual({ add: [], remove: [] });
          expect(after.filter((label) => parseStageLabel(label) !== undefined)).toHaveLength(1);
        },
      ),
    );
  });
});
