import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatTitle, parseTitle } from "../../../core/registry/title.ts";
import { modelNames, stageNames, versionNumbers } from "../../support/arbitraries.ts";

import { law } from "../../support/law.ts";

const place = { model: modelNames, version: versionNumbers };
const titles = fc.oneof(
  fc.record({ ...place, to: fc.option(stageNames, { nil: null }) }),
  fc.record({ ...place, to: stageNames, rollback: fc.constant(true as const) }),
);

describe("pull request titles", () => {
  it("are read back as they were written", () => {
    law(titles, (title) => expect(parseTitle(formatTitle(title))).toEqual(title));
  });

  it.each(["churn", "churn 03", "churn 3 -> production", "fix churn 3", "churn 3 → Production"])(
    "%j is somebody's own title",
    (text) => expect(parseTitle(text)).toBeUndefined(),
  );
});
