import { PedigreeError } from "../errors.ts";
import {
  type ModelName,
  modelNameSchema,
  type StageName,
  stageNameSchema,
  versionNumberSchema,
} from "../names.ts";
import type { Stages } from "./stages.ts";

/** The versions that hold a stage, or the one of a number. */
export type WhichVersion =
  | { readonly kind: "stage"; readonly stage: StageName }
  | { readonly kind: "version"; readonly version: number };

/** A version of a model, as people write it everywhere: `churn@production` for the holder of a stage, `churn@3`. */
export interface VersionReference {
  readonly model: ModelName;
  readonly which: WhichVersion;
}

/** Undefined for a text that is no such reference. A stage begins with a letter, so that no text means both. */
export function parseVersionReference(text: string): VersionReference | undefined {
  const at = text.indexOf("@");
  const model = modelNameSchema.safeParse(text.slice(0, Math.max(0, at)));
  const which = parseWhich(text.slice(at + 1));
  return model.success && which !== undefined ? { model: model.data, which } : undefined;
}

function parseWhich(text: string): WhichVersion | undefined {
  const stage = stageNameSchema.safeParse(text);
  if (stage.success) return { kind: "stage", stage: stage.data };
  const version = versionNumberSchema.safeParse(/^[1-9][0-9]{0,6}$/.test(text) ? Number(text) : text);
  return version.success ? { kind: "version", version: version.data } : undefined;
}

export function formatVersionReference({ model, which }: VersionReference): string {
  return `${model}@${formatWhich(which)}`;
}

function formatWhich(which: WhichVersion): string {
  return which.kind === "stage" ? which.stage : String(which.version);
}

/** Numbers of the versions that are meant, none where there is no such version or nothing stands in the stage. */
export function versionsMeant({ versions, holders }: Stages, which: WhichVersion): readonly number[] {
  if (which.kind === "version") return Object.hasOwn(versions, which.version) ? [which.version] : [];
  return Object.hasOwn(holders, which.stage) ? (holders[which.stage] ?? []) : [];
}

/** The one that is meant where a single one has to be: of several that hold a stage the newest. */
export function newestMeant(stages: Stages, which: WhichVersion): number | undefined {
  const meant = versionsMeant(stages, which);
  return meant.length === 0 ? undefined : Math.max(...meant);
}

/** Enough to find the right one. */
const MAX_LISTED = 20;

/** The error where no version is meant: VERSION_UNKNOWN or STAGE_UNKNOWN, with what there is in place of it. */
export function nothingMeant({ model, versions, holders }: Stages, which: WhichVersion): PedigreeError {
  const details = { subject: `model ${model}`, found: formatWhich(which) };
  if (which.kind === "version") {
    return new PedigreeError("VERSION_UNKNOWN", "the model has no such version", {
      ...details,
      expected: oneOf(Object.keys(versions)),
    });
  }
  const held = Object.entries(holders).flatMap(([stage, those]) => (those.length > 0 ? [stage] : []));
  return new PedigreeError("STAGE_UNKNOWN", "no version of the model is in this stage", {
    ...details,
    expected: `${oneOf(held)}, or a version's number`,
  });
}

function oneOf(names: readonly string[]): string {
  if (names.length === 0) return "a version (there is none yet)";
  const more = names.length - MAX_LISTED;
  return `one of ${names.slice(-MAX_LISTED).join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
}
