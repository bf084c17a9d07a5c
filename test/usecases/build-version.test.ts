import { describe, expect, it } from "vitest";
import { createRenderer } from "../../adapters/render/renderer.ts";
import { canonicalJson, digestOfText } from "../../core/canonical.ts";
import { sha256Schema } from "../../core/names.ts";
import type { RunRecord } from "../../core/ports/training-runs.ts";
import { versionSchema } from "../../core/registry/version.ts";
import { runSchema } from "../../core/run/run.ts";
import { buildVersion, type VersionSource, versionChanges } from "../../usecases/build-version.ts";
import { NO_EVIDENCE } from "../../usecases/collect-evidence.ts";
import { churn, RegistryWorld } from "../support/registry-world.ts";
import { withCode } from "../support/with-code.ts";

const AT = "2026-01-31T12:00:00Z";
const ports = { renderer: createRenderer() };

async function source(change: Partial<RunRecord> = {}): Promise<VersionSource> {
  const world = new RegistryWorld();
  world.train(1);
  const workflowRun = await world.runs.workflowRun("acme/churn", 1);
  const [artifact] = await world.runs.artifacts("acme/churn", 1);
  if (artifact === undefined) throw new Error("nothing was trained");
  const record = { ...(await world.runs.read("acme/churn", artifact)), ...change };
  return {
    model: churn,
    workflowRun,
    artifact,
    record,
    evidence: NO_EVIDENCE,
    baseline: { known: true, value: null },
  };
}

function file(path: string, role: "model" | "artifact" | "output") {
  return { path, role, digest: sha256Schema.parse("d".repeat(64)), bytes: 1 };
}

async function withFiles(...files: readonly ReturnType<typeof file>[]): Promise<VersionSource> {
  const from = await source();
  return { ...from, record: { ...from.record, run: runSchema.parse({ ...from.record.run, files }) } };
}

describe("a version's record", () => {
  it("names the run by its bytes, and where GitHub says that it comes from", async () => {
    const from = await source();
    const version = buildVersion(from, 3, AT);
    expect(versionSchema.parse(version)).toEqual(version);
    expect(version).toMatchObject({
      model: churn,
      version: 3,
      createdAt: AT,
      run: { id: from.record.run.id, digest: digestOfText(from.record.runText) },
      provenance: { ...from.workflowRun.provenance, artifact: from.artifact.artifact },
    });
  });

  it("is the same for the same run, however often it is built", async () => {
    expect(buildVersion(await source(), 3, AT)).toEqual(buildVersion(await source(), 3, AT));
  });

  it("holds the files that are the model", async () => {
    const from = await withFiles(file("a", "model"), file("b", "artifact"));
    expect(buildVersion(from, 1, AT).files.map(({ path }) => path)).toEqual(["a"]);
  });

  it("holds every artifact where the run does not say which is the model, and nothing else", async () => {
    const from = await withFiles(file("a", "artifact"), file("output.log", "output"), file("b", "artifact"));
    expect(buildVersion(from, 1, AT).files.map(({ path }) => path)).toEqual(["a", "b"]);
  });
});

describe("a version's folder", () => {
  const changesOf = async (change: Partial<RunRecord> = {}) => {
    const from = await source(change);
    const version = buildVersion(from, 3, AT);
    return {
      from,
      version,
      changes: versionChanges(ports, from, {
        version,
        context: { model: null, form: { template: null, sections: undefined } },
      }),
    };
  };

  it("holds the record, the run byte for byte, the curves and a card", async () => {
    const { from, version, changes } = await changesOf();
    expect([...changes.keys()].toSorted()).toEqual(
      ["card.md", "curves.parquet", "run.json", "version.json"].map(
        (name) => `models/churn/versions/3/${name}`,
      ),
    );
    expect(changes.get("models/churn/versions/3/version.json")).toBe(canonicalJson(version));
    expect(changes.get("models/churn/versions/3/run.json")).toBe(from.record.runText);
    expect(changes.get("models/churn/versions/3/card.md")).toContain("churn");
  });

  it("goes without curves where the run has none", async () => {
    const { changes } = await changesOf({ curves: null });
    expect([...changes.keys()].some((path) => path.endsWith(".parquet"))).toBe(false);
  });

  it("is refused where the registry could not read the run again, by its bytes and not its characters", async () => {
    const most = 2 ** 20;
    await expect(changesOf({ runText: "x".repeat(most) })).resolves.toBeDefined();
    await expect(changesOf({ runText: "x".repeat(most + 1) })).rejects.toThrow(withCode("FILE_TOO_LARGE"));
    await expect(changesOf({ runText: "é".repeat(most / 2 + 1) })).rejects.toThrow(
      withCode("FILE_TOO_LARGE"),
    );
  });
});
