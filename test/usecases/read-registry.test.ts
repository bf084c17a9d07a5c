import { describe, expect, it } from "vitest";
import { PedigreeError } from "../../core/errors.ts";
import { formatPath } from "../../core/registry/layout.ts";
import {
  modelsIn,
  readModel,
  readRegistry,
  readVersionRecord,
  readVersionRun,
  requireStanding,
  versionFile,
} from "../../usecases/read-registry.ts";
import { registered } from "../support/registry-play.ts";
import { ada, churn, RegistryWorld } from "../support/registry-world.ts";
import { withCode } from "../support/with-code.ts";

const place = { model: churn, version: 1 };
const stagesPath = formatPath({ kind: "stages", model: churn });
const modelPath = formatPath({ kind: "model", model: churn });
const runPath = formatPath({ kind: "version-file", ...place, file: "run.json" });

async function treeAfter(
  files: Parameters<RegistryWorld["repository"]["push"]>[1],
  world = new RegistryWorld(),
) {
  const commit = world.repository.push("main", files, ada);
  return { world, commit, tree: await world.repository.tree(commit) };
}

async function caught(work: Promise<unknown>): Promise<PedigreeError> {
  const error = await work.catch((thrown: unknown) => thrown);
  if (!(error instanceof PedigreeError)) throw new Error(`not refused: ${String(error)}`);
  return error;
}

describe("the policy", () => {
  it("is read from the registry's own branch, with the tip that it belongs to", async () => {
    const world = new RegistryWorld();
    const state = await readRegistry(world.ports);
    expect(state.tip).toBe(world.repository.head("main"));
    expect(state.policy.stages.map(({ name }) => name)).toEqual(["development", "production", "archived"]);
  });

  it.each([
    ["is missing", null, "POLICY_MISSING"],
    ["cannot be read", "stages: [", "FILE_UNREADABLE"],
    ["is of a wrong form", "schemaVersion: 1\nstages: 3\n", "POLICY_INVALID"],
    ["is a link", { text: "/etc/passwd", mode: "120000" }, "REGISTRY_INCONSISTENT"],
    ["is a program", { text: "schemaVersion: 1\n", mode: "100755" }, "REGISTRY_INCONSISTENT"],
    ["is larger than a registry reads", "#".repeat(2 ** 20 + 1), "FILE_TOO_LARGE"],
  ] as const)("that %s is refused by its name", async (_, content, code) => {
    const { world } = await treeAfter({ "pedigree.yml": content });
    const error = await caught(readRegistry(world.ports));
    expect(error.code).toBe(code);
    expect(error.details.subject).toBe("pedigree.yml");
  });
});

describe("a model", () => {
  it("that nobody has registered has no stages, no description and no owners", async () => {
    const { world, tree } = await treeAfter({});
    const state = await readModel(world.ports, tree, churn);
    expect(state).toMatchObject({ model: null, owners: [], stages: { sequence: 0, versions: {} } });
    expect(modelsIn(tree)).toEqual([]);
  });

  it("is what its files say", async () => {
    const world = new RegistryWorld();
    await registered(world, 1);
    const text = "schemaVersion: 1\nowners: [{ user: ada }]\n";
    const { tree } = await treeAfter({ [modelPath]: text }, world);
    const state = await readModel(world.ports, tree, churn);
    expect(state.owners).toEqual([{ user: "ada" }]);
    expect(state.stages.holders).toEqual({ development: [1] });
    expect(modelsIn(tree)).toEqual([churn]);
  });

  it.each([
    ["stages of another form", stagesPath, "{}", "REGISTRY_INCONSISTENT"],
    ["a description with an unknown key", modelPath, "schemaVersion: 1\nowner: ada\n", "SCHEMA_MISMATCH"],
  ])("with %s is refused by the file's name", async (_, path, text, code) => {
    const { world, tree } = await treeAfter({ [path]: text });
    const error = await caught(readModel(world.ports, tree, churn));
    expect([error.code, error.details.subject]).toEqual([code, path]);
  });

  it("whose stages were written in other than canonical bytes is a contradiction", async () => {
    const world = new RegistryWorld();
    await registered(world, 1);
    const text = world.repository.text(world.repository.head("main"), stagesPath) ?? "";
    const { tree } = await treeAfter({ [stagesPath]: `${text}\n` }, world);
    await expect(readModel(world.ports, tree, churn)).rejects.toThrow(withCode("REGISTRY_INCONSISTENT"));
  });
});

describe("a version", () => {
  it("is read with its run and its record", async () => {
    const world = new RegistryWorld();
    await registered(world, 1);
    const tree = await world.repository.tree(world.repository.head("main"));
    const run = await readVersionRun(world.repository, tree, place);
    const record = await readVersionRecord(world.repository, tree, place);
    expect(record.run.id).toBe(run.id);
    const { stages } = await readModel(world.ports, tree, churn);
    expect(requireStanding(stages, 1).stage).toBe("development");
    expect(() => requireStanding(stages, 2)).toThrow(withCode("VERSION_UNKNOWN"));
  });

  it("that the tree does not hold is unknown", async () => {
    const { world, tree } = await treeAfter({});
    expect(versionFile(tree, place, "card.md")).toBeUndefined();
    const error = await caught(readVersionRun(world.repository, tree, place));
    expect([error.code, error.details.subject]).toEqual(["VERSION_UNKNOWN", runPath]);
  });

  it.each([
    ["a link", { text: "../../secret", mode: "120000" }, "REGISTRY_INCONSISTENT"],
    ["a submodule", { text: "", mode: "160000" }, "REGISTRY_INCONSISTENT"],
    ["no JSON", { text: "{", mode: "100644" }, "REGISTRY_INCONSISTENT"],
  ] as const)("whose run is %s is refused by the file's name", async (_, content, code) => {
    const { world, tree } = await treeAfter({ [runPath]: content });
    const error = await caught(readVersionRun(world.repository, tree, place));
    expect([error.code, error.details.subject]).toEqual([code, runPath]);
  });
});

it("does not turn what GitHub could not answer into something to mend", async () => {
  const world = new RegistryWorld();
  const unavailable = new PedigreeError("REMOTE_UNAVAILABLE", "down");
  const repository = Object.assign(Object.create(world.repository), {
    readText: () => Promise.reject(unavailable),
  });
  await expect(readRegistry({ ...world.ports, repository })).rejects.toBe(unavailable);
});
