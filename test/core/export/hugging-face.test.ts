import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { readCardFile } from "../../../adapters/importers/card-file.ts";
import { splitCard } from "../../../core/card/card-body.ts";
import type { CardSubject } from "../../../core/card/card-view.ts";
import { resultsOf } from "../../../core/card/model-index.ts";
import { huggingFace } from "../../../core/export/hugging-face.ts";
import { cardSubject, completed, filledCard } from "../../support/card-subject.ts";
import { exportedVersion } from "../../support/exported-version.ts";

const CARD = completed(filledCard(cardSubject()));
const readme = (text: string) => huggingFace(exportedVersion({ text })).files.get("README.md") ?? "";
const readmeOf = (text: string, of: CardSubject) =>
  huggingFace(exportedVersion({ of, text })).files.get("README.md") ?? "";
const matterOf = (text: string) => readCardFile(readme(text)).frontMatter;

const BENCH = `      - task: { type: other }
        dataset: { type: acme/bench, name: Bench, config: hard, revision: abc }
        metrics: [{ type: accuracy, value: 0.7 }, { type: f1, value: 0.6, name: F1 }]
        source: { name: Leaderboard, url: "https://example.com/board" }
---
`;

describe("a card for the hub", () => {
  it("has the front matter that the golden file shows", async () => {
    const { frontMatter = "" } = splitCard(readme(CARD));
    await expect(`${frontMatter}\n`).toMatchFileSnapshot("golden/hugging-face.yaml");
  });

  it("keeps the body byte for byte, and every key that the writer added", () => {
    const text = CARD.replace("license:", 'widget: [{ text: "a: b" }]\nlicense:');
    expect(splitCard(readme(text)).body).toBe(splitCard(text).body);
    expect(matterOf(text)).toMatchObject({ widget: [{ text: "a: b" }] });
  });

  it("leaves out what is not filled in, because the hub would refuse it, and says so", () => {
    const { files, notes } = huggingFace(exportedVersion({ text: filledCard(cardSubject()) }));
    expect(readCardFile(files.get("README.md") ?? "").frontMatter).not.toHaveProperty("license");
    expect(notes).toContain("license is left out: it is not filled in, or not well-formed");
  });

  it("leaves out a value that the hub cannot read, and no other for it", () => {
    const text = CARD.replace("license:", "thresholds: [0.5, .inf]\nlicense:");
    const { files, notes } = huggingFace(exportedVersion({ text }));
    const { frontMatter } = readCardFile(files.get("README.md") ?? "");
    expect(frontMatter).toMatchObject({ model_name: "churn", license: "apache-2.0" });
    expect(frontMatter).not.toHaveProperty("thresholds");
    expect(notes).toContainEqual(expect.stringMatching(/^thresholds is left out: .*\.inf/));
  });

  it.each([
    ["that the card contradicts", CARD.replace("value: 0.91", "value: 0.99")],
    ["that the card lacks", CARD.replace(/model-index:.*?(?=---\n)/s, "")],
    ["that the card spoils", CARD.replace("value: 0.91", "value: high")],
  ])("takes results %s from the run", (_, text) => {
    const [result] = resultsOf(matterOf(text));
    expect(result?.result.metrics).toEqual([{ type: "auc", value: 0.91 }]);
    expect(result?.result.source?.name).toBe(cardSubject().run.id);
  });

  it("leaves out what was measured of the machine, also of a card that shows it", () => {
    const metrics = { auc: 0.91, "system/cpu_utilization_percentage": 50 };
    const of = cardSubject({ metrics });
    const old = completed(filledCard(of, undefined, "everything")).replace(/---\n(?=\n# churn)/, BENCH);
    expect(old).toContain('{ type: "system/cpu_utilization_percentage", value: 50 }');
    const spoilt = old.replace("value: 0.91", "value: high");
    const onBench = old.replace("{ type: accuracy", "{ type: system/memory, value: 3 }, { type: accuracy");
    for (const text of [old, spoilt, onBench]) {
      const files = [...huggingFace(exportedVersion({ of, text })).files];
      expect(files.map(([, file]) => splitCard(file).frontMatter ?? file).join()).not.toContain("system/");
    }
    expect(resultsOf(readCardFile(readmeOf(old, of)).frontMatter)[0]?.result.metrics).toEqual([
      { type: "auc", value: 0.91 },
    ]);
    const alone = cardSubject({ metrics: { "system/memory": 3 } });
    const empty = completed(filledCard(alone, undefined, "everything"));
    expect(readCardFile(readmeOf(empty, alone)).frontMatter).not.toHaveProperty("model-index");
  });

  it("has no results where there are none", () => {
    const of = cardSubject({ metrics: {} });
    expect(
      readCardFile(huggingFace(exportedVersion({ of })).files.get("README.md") ?? "").frontMatter,
    ).not.toHaveProperty("model-index");
  });
});

describe("results on the hub's own data", () => {
  it("are a file for each data set", () => {
    const { files } = huggingFace(exportedVersion({ text: CARD.replace(/---\n(?=\n# churn)/, BENCH) }));
    const golden = readFileSync(new URL("golden/eval-results.yaml", import.meta.url), "utf8");
    expect(files.get(".eval_results/acme__bench.yaml")).toBe(golden);
    expect([...files.keys()]).toEqual(["README.md", ".eval_results/acme__bench.yaml"]);
  });

  it("are not those on the run's own files, whose names only look alike", () => {
    const { files, notes } = huggingFace(exportedVersion({ text: CARD }));
    expect(CARD).toContain('type: "data/test.csv"');
    expect([...files.keys()]).toEqual(["README.md"]);
    expect(notes).toEqual(["no .eval_results: the card of churn has no result on a data set of the hub"]);
  });
});
