import { digestOfText } from "../core/canonical.ts";
import type { CardSubject } from "../core/card/card-view.ts";
import { PedigreeError } from "../core/errors.ts";
import type { AncestorRun } from "../core/lineage/ancestry.ts";
import { type ModelName, type Sha256, sha256Schema } from "../core/names.ts";
import type { Documents } from "../core/ports/documents.ts";
import type { RegistryHistory } from "../core/ports/registry-history.ts";
import type { Tree } from "../core/ports/registry-repository.ts";
import { parseCanonical, parseDocument } from "../core/registry/documents.ts";
import { emptyStages, standingOf } from "../core/registry/fold.ts";
import { formatPath, formatVersionFolder, type VersionFile } from "../core/registry/layout.ts";
import type { Model } from "../core/registry/model.ts";
import { type Stages, stagesSchema } from "../core/registry/stages.ts";
import { type Version, versionSchema } from "../core/registry/version.ts";
import {
  newestMeant,
  nothingMeant,
  type VersionReference,
  type WhichVersion,
} from "../core/registry/version-reference.ts";
import { type Run, runSchema } from "../core/run/run.ts";
import { type CardForm, readCardForm, versionBefore } from "./fill-card.ts";
import { findAncestry } from "./find-ancestry.ts";
import { unknownModel } from "./read-log.ts";

/** A version as a clone holds it, with all that its card is filled from. */
export interface OpenedVersion {
  readonly subject: CardSubject;
  readonly form: CardForm;
  /** Versions that its model was made from, as far as they are known. */
  readonly ancestors: readonly AncestorRun[];
  readonly stages: Stages;
  /** Where the version stands; undefined on the branch of a version that has not been registered yet. */
  readonly standing: Stages["versions"][string] | undefined;
  /** Files of the version's folder by name, evidence included, with their digests. */
  readonly digests: ReadonlyMap<string, Sha256>;
  readonly card: string;
}

interface Shelf {
  readonly history: RegistryHistory;
  readonly documents: Pick<Documents, "model" | "cardSections">;
  readonly tree: Tree;
  readonly model: ModelName;
}

/**
 * The version that somebody named; of several that hold a stage, the newest. Raises MODEL_UNKNOWN, VERSION_UNKNOWN,
 * STAGE_UNKNOWN, or REGISTRY_INCONSISTENT for a version whose files are not all there.
 */
export async function openVersion(
  history: RegistryHistory,
  documents: Shelf["documents"],
  { model, which }: VersionReference,
): Promise<OpenedVersion> {
  const tree = await history.tree(history.tip);
  const shelf = { history, documents, tree, model };
  const { stages, version } = await findIn(shelf, which);
  const before = versionBefore(stages, version);
  const [record, run, card, described, previous, form, digests] = await Promise.all([
    readRecord(shelf, version),
    readRun(shelf, version),
    requireText(shelf, fileOf(model, version, "card.md")),
    readModel(shelf),
    before === undefined ? undefined : readRun(shelf, before),
    readCardForm({ documents }, (path) => readText(shelf, path)),
    readDigests(shelf, version),
  ]);
  const ancestry = await findAncestry({ model, version, run }, async (place) => {
    if (!tree.has(fileOf(place.model, place.version, "run.json"))) return "not-registered";
    return readRun({ ...shelf, model: place.model }, place.version);
  });
  const subject = { name: model, model: described, version: record, run };
  return {
    subject:
      before === undefined || previous === undefined
        ? subject
        : { ...subject, previous: { version: before, run: previous } },
    form,
    ancestors: ancestry?.runs ?? [],
    stages,
    standing: standingOf(stages, version),
    digests,
    card,
  };
}

/** A version of that number has to be on the branch, whether it is registered or not. */
async function findIn(
  shelf: Shelf,
  which: WhichVersion,
): Promise<{ readonly stages: Stages; readonly version: number }> {
  const { model, history, tree } = shelf;
  const path = formatPath({ kind: "stages", model });
  const text = await readText(shelf, path);
  const stages = text === undefined ? emptyStages(model) : parseCanonical(stagesSchema, text, path);
  const version = which.kind === "version" ? which.version : newestMeant(stages, which);
  if (version !== undefined && tree.has(fileOf(model, version, "version.json"))) return { stages, version };
  throw text === undefined ? await unknownModel(history, model) : nothingMeant(stages, which);
}

async function readRecord(shelf: Shelf, version: number): Promise<Version> {
  const path = fileOf(shelf.model, version, "version.json");
  return parseCanonical(versionSchema, await requireText(shelf, path), path);
}

async function readRun(shelf: Shelf, version: number): Promise<Run> {
  const path = fileOf(shelf.model, version, "run.json");
  return parseDocument(runSchema, await requireText(shelf, path), path);
}

async function readModel(shelf: Shelf): Promise<Model | null> {
  const path = formatPath({ kind: "model", model: shelf.model });
  const text = await readText(shelf, path);
  return text === undefined ? null : shelf.documents.model(text, path);
}

/** Curves are binary, and git names them; every other file of a version is text. */
async function readDigests(shelf: Shelf, version: number): Promise<ReadonlyMap<string, Sha256>> {
  const folder = `${formatVersionFolder(shelf.model, version)}/`;
  const names = [...shelf.tree.keys()].filter(
    (path) => path.startsWith(folder) && !path.endsWith(".parquet"),
  );
  const pairs = names.sort().map(async (path) => {
    const text = await requireText(shelf, path);
    return [path.slice(folder.length), sha256Schema.parse(digestOfText(text))] as const;
  });
  return new Map(await Promise.all(pairs));
}

function fileOf(model: ModelName, version: number, file: VersionFile): string {
  return formatPath({ kind: "version-file", model, version, file });
}

async function readText({ history, tree }: Shelf, path: string): Promise<string | undefined> {
  const file = tree.get(path);
  return file === undefined ? undefined : history.readText(file.blob);
}

async function requireText(shelf: Shelf, path: string): Promise<string> {
  const text = await readText(shelf, path);
  if (text !== undefined) return text;
  throw new PedigreeError("REGISTRY_INCONSISTENT", "a file of the version is missing", {
    subject: path,
    remedy: "run pedigree verify to see what does not agree",
  });
}
