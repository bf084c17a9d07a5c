import { expect, it } from "vitest";
import { isCardPath, isRecordPath } from "../../../core/registry/record-path.ts";

it.each([
  "models/churn/stages.json",
  "models/churn/Stages.json",
  "models/churn/log/000001-moved.json",
  "models/churn/log/anything",
  "models/churn/LOG/x",
  "models/churn/versions/1/run.json",
  "models/churn/versions/1/evidence/x.sigstore.json",
  "models/churn/versions/1/Card.md",
  "models/churn/versions/0/card.md",
  "models/churn/versions/1/card.md/x",
  "log/000001-edited.json",
  "Log/000001-Edited.json",
])("the App alone writes %s", (path) => {
  expect(isRecordPath(path)).toBe(true);
});

it.each([
  "pedigree.yml",
  "models/churn/model.yml",
  "models/churn/versions/1/card.md",
  "models/churn/logo.png",
  "log/notes.md",
  "README.md",
])("people write %s", (path) => {
  expect(isRecordPath(path)).toBe(false);
});

it("tells a card from its look-alikes", () => {
  expect(isCardPath("models/churn/versions/12/card.md")).toBe(true);
  expect(isCardPath("models/churn/card.md")).toBe(false);
});
