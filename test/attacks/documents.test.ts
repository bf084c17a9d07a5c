import { describe, expect, it } from "vitest";
import { PedigreeError } from "../../core/errors.ts";
import { parseCanonical } from "../../core/registry/documents.ts";
import { stagesSchema } from "../../core/registry/stages.ts";

const codeOf = (read: () => unknown): string => {
  try {
    read();
    return "read";
  } catch (error) {
    return error instanceof PedigreeError ? error.code : String(error);
  }
};

describe("documents that two readers would read differently", () => {
  it("D15 are none: a key twice, another order or another form of the same data is refused", () => {
    const stages =
      '{\n  "holders": {},\n  "kind": "stages",\n  "last": null,\n  "model": "churn",\n  "schemaVersion": 1,\n  "sequence": 0,\n  "versions": {}\n}\n';
    expect(parseCanonical(stagesSchema, stages, "x").model).toBe("churn");
    for (const other of [
      stages.replace('"sequence": 0', '"sequence": 9,\n  "sequence": 0'),
      stages.replace('"model": "churn"', '"model": "other",\n  "model": "churn"'),
      stages.replace('"sequence": 0', '"sequence": 0e0'),
      stages.replace('"sequence": 0', '"sequence": -0'),
      stages.replace("churn", "ch\\u0075rn"),
      stages.replaceAll("\n", "\r\n"),
      `\ufeff${stages}`,
      stages.trim(),
    ]) {
      expect(codeOf(() => parseCanonical(stagesSchema, other, "x"))).toBe("REGISTRY_INCONSISTENT");
    }
  });
});
