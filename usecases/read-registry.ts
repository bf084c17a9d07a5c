import type { z } from "zod";
import { PedigreeError } from "../core/errors.ts";
import type { CommitSha, ModelName } from "../core/names.ts";
import type { Policy } from "../core/policy/policy.ts";
import type { Principal } from "../core/policy/principal.ts";
import type { RegistryRepository, Tree, TreeFile } from "../core/ports/registry-repository.ts";
import { parseCanonical, parseDocument } from "../core/registry/documents.ts";
import { emptyStages, standingOf } from "../core/registry/fold.ts";
import { formatPath, POLICY_PATH, parsePath, type VersionFile } from "../core/registry/layout.ts";
import type { Model } from "../core/registry/model.ts";
import { type Stages, stagesSchema } from "../core/registry/stages.ts";
import { versionSchema } from "../core/registry/version.ts";
import { type Run, runSchema } from "../core/run/run.ts";
import type { RegistryPorts } from "./ports.ts";

/** The registry at one commit: policy and stages are only ever read from its own branch. */
export interface RegistryState {
  readonly tip: CommitSha;
  readonly tree: Tree;
  readonly policy: Policy;
}

export interface ModelState {
  readonly stages: Stages;
  /** What people say of the model in `model.yml`, null where there is none. */
  readonly model: Model | null;
  readonly owners: readonly Principal[];
}

export interface VersionPlace {
  readonly model: ModelName;
  readonly version: number;
}

/** Git's mode of an ordinary file: links, submodules and executables have no place in a registry. */
export const REGULAR_FILE = "100644";

/** Raises POLICY_MISSING or POLICY_INVALID: without a readable policy nothing is allowed. */
export async function readRegistry(
  ports: Pick<RegistryPorts, "repository" | "documents">,
): Promise<RegistryState> {
  const tip = await ports.repository.tip();
  const tree = await ports.repository.tree(tip);
  return { tip, tree, policy: await readPolicy(ports, tree) };
}

/** The policy of a tree. Raises POLICY_MISSING or POLICY_INVALID. */
export async function readPolicy(
  ports: Pick<RegistryPorts, "repository" | "documents">,
  tree: Tree,
): Promise<Policy> {
  const text = await readFile(ports.repository, tree, POLICY_PATH);
  if (text === undefined) {
    throw new PedigreeError("POLICY_MISSING", "the registry branch holds no policy", {
      subject: POLICY_PATH,
      remedy: "add pedigree.yml by a pull request; until then nothing is registered or moved",
    });
  }
  return ports.documents.policy(text);
}

/** A model that nobody has registered yet has no stages and no owners. */
export async function readModel(
  ports: Pick<RegistryPorts, "repository" | "documents">,
  tree: Tree,
  model: ModelName,
): Promise<ModelState> {
  const stagesPath = formatPath({ kind: "stages", model });
  const modelPath = formatPath({ kind: "model", model });
  const [stagesText, modelText] = await Promise.all([
    readFile(ports.repository, tree, stagesPath),
    readFile(ports.repository, tree, modelPath),
  ]);
  const stages =
    stagesText === undefined ? emptyStages(model) : parseCanonical(stagesSchema, stagesText, stagesPath);
  const described = modelText === undefined ? null : ports.documents.model(modelText, modelPath);
  return { stages, model: described, owners: described?.owners ?? [] };
}

/** Names of all models that have stages at this commit. */
export function modelsIn(tree: Tree): readonly ModelName[] {
  return [...tree.keys()].flatMap((text) => {
    const path = parsePath(text);
    return path?.kind === "stages" ? [path.model] : [];
  });
}

/** The frozen run of a version. Raises VERSION_UNKNOWN when the tree has no such version. */
export async function readVersionRun(
  repository: RegistryRepository,
  tree: Tree,
  place: VersionPlace,
): Promise<Run> {
  return readVersionDocument({ repository, tree, place, file: "run.json", schema: runSchema });
}

export async function readVersionRecord(repository: RegistryRepository, tree: Tree, place: VersionPlace) {
  return readVersionDocument({ repository, tree, place, file: "version.json", schema: versionSchema });
}

/** The file of a version in a tree; undefined when it is missing. Raises when it is no ordinary file. */
export function versionFile(tree: Tree, place: VersionPlace, file: VersionFile): TreeFile | undefined {
  return regularFile(tree, formatPath({ ...place, kind: "version-file", file }));
}

/** The version's standing, or VERSION_UNKNOWN. */
export function requireStanding(stages: Stages, version: number) {
  const standing = standingOf(stages, version);
  if (standing !== undefined) return standing;
  const numbers = Object.keys(stages.versions).join(", ");
  throw new PedigreeError("VERSION_UNKNOWN", "the registry has no such version", {
    subject: `model ${stages.model}`,
    expected: numbers === "" ? "a registered version (there is none yet)" : `one of ${numbers}`,
    found: String(version),
  });
}

export async function readFile(
  repository: RegistryRepository,
  tree: Tree,
  path: string,
): Promise<string | undefined> {
  const file = regularFile(tree, path);
  return file === undefined ? undefined : readTextAt(repository, file, path);
}

/** The text of a file by its path: what is wrong with a blob is told as what is wrong with the file. */
export async function readTextAt(
  repository: RegistryRepository,
  { blob }: TreeFile,
  path: string,
): Promise<string> {
  try {
    return await repository.readText(blob);
  } catch (error) {
    if (!(error instanceof PedigreeError) || error.family !== "user") throw error;
    const details = { ...error.details, subject: path, cause: error };
    throw new PedigreeError(error.code, "a file of the registry cannot be read", details);
  }
}

/** The file at a path; undefined when there is none. Raises when it is no ordinary file. */
export function regularFile(tree: Tree, path: string): TreeFile | undefined {
  const file = tree.get(path);
  if (file === undefined || file.mode === REGULAR_FILE) return file;
  throw new PedigreeError("REGISTRY_INCONSISTENT", "not an ordinary file", {
    subject: path,
    expected: `mode ${REGULAR_FILE}`,
    found: `mode ${file.mode}`,
    remedy: "replace the link, submodule or executable by an ordinary file",
  });
}

interface DocumentQuestion<T extends z.ZodType> {
  readonly repository: RegistryRepository;
  readonly tree: Tree;
  readonly place: VersionPlace;
  readonly file: "version.json" | "run.json";
  readonly schema: T;
}

async function readVersionDocument<T extends z.ZodType>(question: DocumentQuestion<T>): Promise<z.infer<T>> {
  const { repository, tree, place, file, schema } = question;
  const path = formatPath({ ...place, kind: "version-file", file });
  const text = await readFile(repository, tree, path);
  if (text === undefined) {
    throw new PedigreeError("VERSION_UNKNOWN", "the registry holds no such file", { subject: path });
  }
  return parseDocument(schema, text, path);
}
