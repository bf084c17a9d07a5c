import { PedigreeError } from "../core/errors.ts";
import type { CurveFiles } from "../core/ports/curve-files.ts";
import type { Holder } from "../core/ports/holder.ts";
import type { RegistryHistory } from "../core/ports/registry-history.ts";
import type { Tree } from "../core/ports/registry-repository.ts";
import { parseCanonical, parseDocument } from "../core/registry/documents.ts";
import { formatPath } from "../core/registry/layout.ts";
import { stagesSchema } from "../core/registry/stages.ts";
import {
  newestMeant,
  nothingMeant,
  parseVersionReference,
  type VersionReference,
} from "../core/registry/version-reference.ts";
import { runSchema } from "../core/run/run.ts";
import { parseModelName, unknownModel } from "./read-log.ts";

/** A version that was found, with its run. */
export type HeldRun = Extract<Holder, { readonly found: true }>;

/** A version as somebody named it. Raises NAME_INVALID or INPUT_INVALID. */
export function requireReference(text: string): VersionReference {
  const reference = parseVersionReference(text);
  if (reference !== undefined) return reference;
  const at = text.indexOf("@");
  if (at >= 0) parseModelName(text.slice(0, at));
  throw new PedigreeError("INPUT_INVALID", "no version is named", {
    expected: "MODEL@STAGE or MODEL@VERSION, such as churn@production or churn@3",
    found: JSON.stringify(text.slice(0, 60)),
  });
}

/**
 * The run behind a version, as a clone of the registry keeps it; of several that hold a stage, the newest one's. Raises
 * MODEL_UNKNOWN, VERSION_UNKNOWN, STAGE_UNKNOWN, or REGISTRY_INCONSISTENT where the version's files do not fit together.
 */
export async function findVersion(
  { history, files }: { readonly history: RegistryHistory; readonly files: CurveFiles },
  { model, which }: VersionReference,
): Promise<HeldRun> {
  const tree = await history.tree(history.tip, `models/${model}`);
  const path = formatPath({ kind: "stages", model });
  const blob = tree.get(path)?.blob;
  if (blob === undefined) throw await unknownModel(history, model);
  const stages = parseCanonical(stagesSchema, await history.readText(blob), path);
  const version = newestMeant(stages, which);
  const standing = version === undefined ? undefined : stages.versions[version];
  if (version === undefined || standing === undefined) throw nothingMeant(stages, which);
  const place = { kind: "version-file", model, version } as const;
  const text = await readRecord(history, tree, formatPath({ ...place, file: "run.json" }));
  const run = parseDocument(runSchema, text, "run.json");
  if (run.id !== standing.run) throw contradiction(formatPath({ ...place, file: "run.json" }), run.id);
  const curves = tree.get(formatPath({ ...place, file: "curves.parquet" }));
  const held: HeldRun = { found: true, version, stage: standing.stage, run };
  if (curves === undefined) return held;
  const subject = formatPath({ ...place, file: "curves.parquet" });
  return { ...held, curves: await files.decode(await history.readBytes(curves.blob), subject) };
}

async function readRecord(history: RegistryHistory, tree: Tree, path: string): Promise<string> {
  const file = tree.get(path);
  if (file === undefined) throw contradiction(path, "nothing");
  return history.readText(file.blob);
}

function contradiction(subject: string, found: string): PedigreeError {
  return new PedigreeError(
    "REGISTRY_INCONSISTENT",
    "a version's record is not the one that its stages name",
    {
      subject,
      expected: "the record of the run that stages.json names",
      found,
      remedy: "run pedigree verify to see what does not agree",
    },
  );
}
