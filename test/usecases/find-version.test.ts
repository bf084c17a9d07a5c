import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type OpenRegistry, openRegistryClone } from "../../adapters/git/registry-clone.ts";
import { curveFiles, encodeCurves } from "../../adapters/parquet/curves-parquet.ts";
import type { RegistryHistory } from "../../core/ports/registry-history.ts";
import { findVersion, requireReference } from "../../usecases/find-version.ts";
import { playedRegistry } from "../support/clone-story.ts";
import { exportRegistry } from "../support/git-objects.ts";
import { withCode } from "../support/with-code.ts";

let history: OpenRegistry;
let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "pedigree-version-"));
  history = await openRegistryClone(exportRegistry((await playedRegistry()).repository, folder));
});
afterAll(() => {
  history.close();
  rmSync(folder, { recursive: true, force: true });
});

const find = (text: string, from: RegistryHistory = history) =>
  findVersion({ history: from, files: curveFiles }, requireReference(text));

/** The same history with one file of it in another form, or without it. */
function withFile(path: string, content: string | Uint8Array | null): RegistryHistory {
  const blob = "f".repeat(40) as never;
  return {
    ...history,
    tree: async (...args) => {
      const tree = new Map(await history.tree(...args));
      if (content === null) tree.delete(path);
      else tree.set(path, { mode: "100644", blob });
      return tree;
    },
    readText: async (id) => (id === blob ? String(content) : history.readText(id)),
    readBytes: async (id) => (id === blob ? Buffer.from(content ?? "") : history.readBytes(id)),
  };
}

describe("a version in a clone", () => {
  it("is found by its stage or its number, with the run that made it", async () => {
    const holder = await find("churn@production");
    expect(holder).toMatchObject({ found: true, version: 2, stage: "production" });
    expect(holder.run.metrics.auc).toMatchObject({ last: 0.92 });
    expect(await find("churn@2")).toEqual(holder);
    expect(await find("churn@3")).toMatchObject({ version: 3, stage: "development" });
  });

  it("comes with its curves where the registry has some", async () => {
    const curves = new Map([["auc", [{ step: 1, time: null, value: 0.5 }]]]);
    const from = withFile("models/churn/versions/2/curves.parquet", encodeCurves(curves));
    expect((await find("churn@2", from)).curves).toEqual(curves);
    const damaged = withFile("models/churn/versions/2/curves.parquet", "damaged");
    await expect(find("churn@2", damaged)).rejects.toThrow(withCode("ARTIFACT_INVALID"));
  });

  it.each([
    ["fraud@1", "MODEL_UNKNOWN", /expected one of churn, found fraud/],
    ["churn@9", "VERSION_UNKNOWN", /model churn: expected one of 1, 2, 3, found 9/],
    ["churn@staging", "STAGE_UNKNOWN", /expected one of .*production.* found staging/],
  ])("says that there is no %s: %s", async (text, code, words) => {
    await expect(find(text)).rejects.toThrow(withCode(code as "MODEL_UNKNOWN"));
    await expect(find(text)).rejects.toThrow(words);
  });

  it("is refused where its record is missing, or another one", async () => {
    const path = "models/churn/versions/2/run.json";
    const other = history.tree(history.tip).then((tree) => tree.get("models/churn/versions/1/run.json"));
    const text = await history.readText((await other)?.blob as never);
    await expect(find("churn@2", withFile(path, text))).rejects.toThrow(withCode("REGISTRY_INCONSISTENT"));
    await expect(find("churn@2", withFile(path, null))).rejects.toThrow(withCode("REGISTRY_INCONSISTENT"));
  });
});

it.each([
  ["churn", "INPUT_INVALID"],
  ["churn@Production", "INPUT_INVALID"],
  ["churn@1.0", "INPUT_INVALID"],
  ["../x@1", "NAME_INVALID"],
  ["@1", "NAME_INVALID"],
] as const)("%s names no version: %s", (text, code) => {
  expect(() => requireReference(text)).toThrow(withCode(code));
});
