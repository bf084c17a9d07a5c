import { describe, expect, test } from "vitest";
import { parseYaml } from "../../../adapters/importers/yaml.ts";
import { createRenderer } from "../../../adapters/render/renderer.ts";
import { fillBlocks } from "../../../core/card/blocks.ts";
import { splitCard } from "../../../core/card/card-body.ts";
import { cardView } from "../../../core/card/card-view.ts";
import { cardFrontMatterSchema } from "../../../core/card/front-matter.ts";
import { CARD_SECTIONS } from "../../../core/card/sections.ts";
import type { Run } from "../../../core/run/run.ts";
import { buildRun } from "../../support/build-run.ts";
import { completed, versionOf } from "../../support/card-subject.ts";
import { describedCard } from "../../support/described-card.ts";
import { model } from "../../support/facts.ts";

const NAME = model("churn");

function render(run: Run, previous?: { version: number; run: Run }): string {
  const subject = { name: NAME, model: null, version: versionOf(run), run };
  return createRenderer().render(
    "model-card",
    cardView(previous === undefined ? subject : { ...subject, previous }),
  );
}

const RUN = buildRun({ metrics: { auc: 0.91, loss: "NaN" }, params: { lr: 0.1 } });

describe("the model card's template", () => {
  test("has every section by key and heading, in order", () => {
    const card = render(RUN);
    const keys = [...card.matchAll(/^## (.*)\n\n<!-- section: ([a-z-]+) -->$/gm)].map(([, heading, key]) => [
      key,
      heading,
    ]);
    expect(keys).toEqual(CARD_SECTIONS.map(({ key, heading }) => [key, heading]));
  });

  test("names what training began with, and says nothing of it where the run does not", () => {
    const row = (baseModels?: string[]) =>
      /^\| Base model \| (.*) \|$/m.exec(render(buildRun({ ...(baseModels && { baseModels }) })))?.[1];
    expect(row(["churn@3", "google-bert/bert"])).toBe("`churn@3, google-bert/bert`");
    expect([row([]), row()]).toEqual(["`none`", undefined]);
  });

  test("leaves to people what only people can say", () => {
    const facts = describedCard(render(RUN));
    const complete = facts.sections.filter(({ status }) => status === "complete").map(({ key }) => key);
    expect(complete).toEqual(["training-procedure", "security", "changes", "approvals"]);
    expect(facts.frontMatter.map(({ path }) => path).sort()).toEqual([
      "contact",
      "license",
      "owner",
      "risk_tier",
    ]);
  });

  test("is complete at every level once they have said it", () => {
    const facts = describedCard(completed(render(RUN)));
    expect(facts.frontMatter).toEqual([]);
    expect(facts.riskTier).toBe("limited");
    expect(facts.sections.filter(({ status }) => status !== "complete")).toEqual([]);
  });

  test("fills the front matter with what the hub reads", () => {
    const matter = parseYaml(splitCard(completed(render(RUN))).frontMatter ?? "", "card.md");
    expect(cardFrontMatterSchema.parse(matter)).toMatchObject({
      model_name: "churn",
      version: 2,
      "model-index": [{ name: "churn", results: [{ metrics: [{ type: "auc", value: 0.91 }] }] }],
    });
  });

  test("names that would break out of YAML or Markdown stay text", () => {
    const hostile = '"\n---\n# Owned <script> | `x` @acme/all -->\u2028{{x}}';
    const run = buildRun({ metrics: { [hostile]: 1 }, params: { [hostile]: hostile } });
    const card = render(run);
    const matter = parseYaml(splitCard(completed(card)).frontMatter ?? "", "card.md");
    expect(cardFrontMatterSchema.safeParse(matter).success).toBe(true);
    expect(card).not.toMatch(/^# Owned/m);
    expect(card.replace(/(`+)[^\n]*?[^`]\1(?!`)/g, "")).not.toContain("<script");
    expect(describedCard(completed(card)).sections.every(({ status }) => status === "complete")).toBe(true);
  });

  test("a parameter's name is no placeholder that a person left", () => {
    const card = completed(render(buildRun({ params: { TODO: "lorem ipsum" } })));
    expect(describedCard(card).sections.every(({ status }) => status === "complete")).toBe(true);
  });

  test("says what changed since the version before", () => {
    const before = buildRun({ metrics: { auc: 0.9 }, params: { lr: 0.2, seed: 1 } });
    const card = render(RUN, { version: 1, run: before });
    expect(card).toContain("Against version 1");
    expect(card).toContain("| parameter `lr` | `0.2` | `0.1` |");
    expect(card).toContain("| parameter `seed` | `1` | `none` |");
    expect(card).toContain("| metric `auc` | 0.9 | 0.91 |");
    expect(render(RUN, { version: 1, run: RUN })).toContain("are those of version 1");
  });

  test("shows nothing that was measured of the machine among the results", () => {
    const machine = { "system/cpu_utilization_percentage": 50, "system/memory": 3 };
    const before = buildRun({ metrics: { auc: 0.9, "system/cpu_utilization_percentage": 49 } });
    const card = render(buildRun({ metrics: { auc: 0.91, ...machine } }), { version: 1, run: before });
    expect(card).not.toContain("system/");
    const same = render(buildRun({ metrics: { auc: 0.9, ...machine } }), { version: 1, run: before });
    expect(same).toContain("are those of version 1");
  });

  test("can be filled again without touching what people wrote", () => {
    const old = completed(render(RUN));
    const fresh = render(buildRun({ metrics: { auc: 0.99 } }));
    const filled = fillBlocks(old, fresh);
    expect(filled).toContain("| `auc` | 0.99 |");
    expect(fillBlocks(filled, fresh)).toBe(filled);
    expect(fillBlocks(filled, render(RUN))).toBe(old);
  });
});
