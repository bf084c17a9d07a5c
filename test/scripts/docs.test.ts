import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parsePolicy } from "../../adapters/importers/policy-file.ts";
import { parseYaml } from "../../adapters/importers/yaml.ts";
import { fillDocument, generateDocs } from "../../scripts/docs.ts";
import { ROOT, staleFiles } from "../../scripts/generated.ts";

const DOCS = readdirSync(join(ROOT, "docs")).filter((name) => name.endsWith(".md"));
const read = (name: string) => readFileSync(join(ROOT, "docs", name), "utf8");

describe("documents", () => {
  test("hold what the code says today", async () => {
    expect(await staleFiles(await generateDocs())).toEqual([]);
  });

  test.each(DOCS)("%s links only to files that are there", (name) => {
    for (const [, target = ""] of read(name).matchAll(/\]\((?!https?:|#)([^)#\s]+)/g)) {
      expect([target, existsSync(join(ROOT, "docs", target))]).toEqual([target, true]);
    }
  });

  test.each(DOCS)("%s has YAML samples that can be read, and policies that can be used", (name) => {
    for (const [, sample = ""] of read(name).matchAll(/^```yaml\n(.*?)^```$/gms)) {
      const parsed = parseYaml(sample, name);
      if (parsed !== null && typeof parsed === "object" && "stages" in parsed) parsePolicy(sample, name);
    }
  });
});

describe("generated blocks", () => {
  const blocks = new Map([["a", "new"]]);

  test("replace what stands between their marks, again and again", () => {
    const once = fillDocument("x\n<!-- generated:a -->\nold\n<!-- /generated:a -->\ny\n", blocks, "d.md");
    expect(once).toBe("x\n<!-- generated:a -->\n\nnew\n\n<!-- /generated:a -->\ny\n");
    expect(fillDocument(once, blocks, "d.md")).toBe(once);
    expect(fillDocument("nothing\n", blocks, "d.md")).toBe("nothing\n");
  });

  test("refuse a mark without an end", () => {
    expect(() => fillDocument("<!-- generated:a -->\n", blocks, "d.md")).toThrow(
      expect.objectContaining({ code: "INPUT_INVALID" }),
    );
  });
});
