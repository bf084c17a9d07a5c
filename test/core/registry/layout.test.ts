import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { modelNameSchema } from "../../../core/names.ts";
import {
  EVENT_KINDS,
  formatPath,
  parsePath,
  type RegistryPath,
  VERSION_FILES,
} from "../../../core/registry/layout.ts";
import { modelNames, versionNumbers } from "../../support/arbitraries.ts";

import { law } from "../../support/law.ts";

const paths: fc.Arbitrary<RegistryPath> = fc.oneof(
  fc.constant({ kind: "policy" as const }),
  fc.constant({ kind: "trusted-root" as const }),
  fc.record({ kind: fc.constant("model" as const), model: modelNames }),
  fc.record({ kind: fc.constant("stages" as const), model: modelNames }),
  fc.record({
    kind: fc.constant("version-file" as const),
    model: modelNames,
    version: versionNumbers,
    file: fc.constantFrom(...VERSION_FILES),
  }),
  fc.record({
    kind: fc.constant("evidence" as const),
    model: modelNames,
    version: versionNumbers,
    name: fc.stringMatching(/^[A-Za-z0-9_-][A-Za-z0-9._-]{0,20}$/),
  }),
  fc.record({
    kind: fc.constant("event" as const),
    model: modelNames,
    sequence: fc.integer({ min: 1, max: 999_999 }),
    event: fc.constantFrom(...EVENT_KINDS),
  }),
);

describe("registry layout", () => {
  it("reads back every path that it writes", () => {
    law(paths, (path) => expect(parsePath(formatPath(path))).toEqual(path));
  });

  it("writes back every path that it reads", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^models\/[a-z.]{1,3}\/[a-z0-9./-]{0,30}$/), (text) => {
        const path = parsePath(text);
        if (path !== undefined) expect(formatPath(path)).toBe(text);
      }),
    );
  });

  it("pads the sequence so that a listing is in order", () => {
    const model = modelNameSchema.parse("churn");
    expect(formatPath({ kind: "event", model, sequence: 12, event: "moved" })).toBe(
      "models/churn/log/000012-moved.json",
    );
  });

  it.each([
    "models/../pedigree.yml",
    "models/churn/versions/03/run.json",
    "models/churn/versions/0/run.json",
    "models/churn/versions/3/evil.sh",
    "models/churn/log/000000-moved.json",
    "models/churn/log/12-moved.json",
    "models/churn/log/000012-deleted.json",
    "models/churn/versions/3/evidence/../x.sigstore.json",
    "models/Churn/stages.json",
    "/pedigree.yml",
    "models/churn",
  ])("knows nothing of %s", (text) => expect(parsePath(text)).toBeUndefined());
});
