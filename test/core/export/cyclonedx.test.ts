import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cycloneDx } from "../../../core/export/cyclonedx.ts";
import { sha256Schema } from "../../../core/names.ts";
import { cardSubject, completed, dataVersion, filledCard } from "../../support/card-subject.ts";
import { cycloneDxProblems } from "../../support/cyclonedx-schema.ts";
import { exportedVersion } from "../../support/exported-version.ts";
import { law } from "../../support/law.ts";

const bomOf = (version = exportedVersion()) => cycloneDx(version).files.get("bom.cdx.json") ?? "";

describe("a bill of materials", () => {
  it("is what the golden file shows, and valid by CycloneDX's own schema", async () => {
    expect(cycloneDxProblems(bomOf())).toEqual([]);
    await expect(bomOf()).toMatchFileSnapshot("golden/bom.cdx.txt");
  });

  it("is the same for the same version, and another for another card", () => {
    expect(bomOf()).toBe(bomOf(exportedVersion()));
    const serial = (text: string) => JSON.parse(text).serialNumber;
    const digests = new Map([["card.md", sha256Schema.parse("e".repeat(64))]]);
    expect(serial(bomOf(exportedVersion({ digests })))).not.toBe(serial(bomOf()));
  });

  it("says nothing for a section that nobody wrote", () => {
    const text = filledCard(cardSubject());
    const bom = JSON.parse(bomOf(exportedVersion({ text })));
    expect(bom.metadata.component.modelCard.considerations).toEqual({});
    expect(bom.metadata.component).not.toHaveProperty("licenses");
    expect(cycloneDxProblems(JSON.stringify(bom))).toEqual([]);
  });

  it("names the models that training began with as the model's ancestors", () => {
    const baseModels = ["churn@1", "acme/foundation/encoder@12", "google-bert/bert-base-uncased"];
    const bom = bomOf(exportedVersion({ of: cardSubject({ baseModels }) }));
    expect(cycloneDxProblems(bom)).toEqual([]);
    const type = "machine-learning-model";
    expect(JSON.parse(bom).metadata.component.pedigree.ancestors).toEqual([
      { type, name: "churn", version: "1" },
      { type, group: "acme/foundation", name: "encoder", version: "12" },
      { type, name: "google-bert/bert-base-uncased" },
    ]);
    const none = bomOf(exportedVersion({ of: cardSubject({ baseModels: [] }) }));
    expect(JSON.parse(none).metadata.component).not.toHaveProperty("pedigree");
  });

  it("names a license of one's own by its name", () => {
    const text = completed(filledCard(cardSubject())).replace(
      "license: apache-2.0",
      "license: other\nlicense_name: ours\nlicense_link: LICENSE",
    );
    expect(JSON.parse(bomOf(exportedVersion({ text }))).metadata.component.licenses).toEqual([
      { license: { name: "ours" } },
    ]);
  });

  it("is valid whatever the names of data, metrics and parameters", () => {
    const names = fc.string({ minLength: 1, maxLength: 30 });
    const runs = fc.record({
      metrics: fc.dictionary(names, fc.integer(), { maxKeys: 3 }),
      data: fc.array(
        names.map((name) => dataVersion(name, "training")),
        { maxLength: 3 },
      ),
    });
    law(runs, (run) =>
      expect(cycloneDxProblems(bomOf(exportedVersion({ of: cardSubject(run) })))).toEqual([]),
    );
  });

  it("is judged by a schema that can refuse", () => {
    const bom = JSON.parse(bomOf());
    expect(cycloneDxProblems(JSON.stringify({ ...bom, serialNumber: "7" }))).not.toEqual([]);
    expect(cycloneDxProblems(JSON.stringify({ ...bom, components: [{ type: "data" }] }))).not.toEqual([]);
  });
});
