import { type ModelName, modelNameSchema } from "../names.ts";

/** Files that the App writes into a version's folder when it registers it. */
export const VERSION_FILES = ["version.json", "run.json", "curves.parquet", "card.md"] as const;
/** Those of them that nobody may change any more, not even before the version lands. */
export const RECORD_FILES = ["version.json", "run.json", "curves.parquet"] as const;
export type VersionFile = (typeof VERSION_FILES)[number];

export const EVENT_KINDS = ["registered", "moved", "overridden", "annotated", "observed"] as const;
export type EventKind = (typeof EVENT_KINDS)[number];

/** The policy's path on the registry branch. */
export const POLICY_PATH = "pedigree.yml";

/** What bundles are verified with, as `gh attestation trusted-root` prints it: one trusted root a line. */
export const TRUSTED_ROOT_PATH = "trusted_root.jsonl";
/** The registry's own model card, and what its sections are worth. Both may be missing, and count only on the registry branch. */
export const CARD_TEMPLATE_PATH = "templates/model-card.md";
export const CARD_SECTIONS_PATH = "templates/card-sections.yml";

/** Every place that the registry's layout knows, design §3. */
export type RegistryPath =
  | { readonly kind: "policy" }
  /** An event of the registry's own log: an edit by people. */
  | { readonly kind: "edit-event"; readonly sequence: number }
  | { readonly kind: "trusted-root" }
  | { readonly kind: "model"; readonly model: ModelName }
  | { readonly kind: "stages"; readonly model: ModelName }
  | {
      readonly kind: "version-file";
      readonly model: ModelName;
      readonly version: number;
      readonly file: VersionFile;
    }
  | {
      readonly kind: "evidence";
      readonly model: ModelName;
      readonly version: number;
      readonly name: string;
    }
  | {
      readonly kind: "event";
      readonly model: ModelName;
      readonly sequence: number;
      readonly event: EventKind;
    };

/** Sequence numbers are padded, so that a folder listing is in order; a million moves of one model suffice. */
const SEQUENCE_DIGITS = 6;

export function formatPath(path: RegistryPath): string {
  switch (path.kind) {
    case "policy":
      return POLICY_PATH;
    case "edit-event":
      return `log/${formatSequence(path.sequence)}-edited.json`;
    case "trusted-root":
      return TRUSTED_ROOT_PATH;
    case "model":
      return `models/${path.model}/model.yml`;
    case "stages":
      return `models/${path.model}/stages.json`;
    case "version-file":
      return `${formatVersionFolder(path.model, path.version)}/${path.file}`;
    case "evidence":
      return `${formatVersionFolder(path.model, path.version)}/evidence/${path.name}.sigstore.json`;
    case "event":
      return `models/${path.model}/log/${formatSequence(path.sequence)}-${path.event}.json`;
  }
}

function formatSequence(sequence: number): string {
  return String(sequence).padStart(SEQUENCE_DIGITS, "0");
}

/** `models/churn/versions/3`, without a slash at the end. */
export function formatVersionFolder(model: ModelName, version: number): string {
  return `models/${model}/versions/${version}`;
}

/** Paths of a version's bundles among some paths, sorted. */
export function evidencePaths(
  paths: Iterable<string>,
  place: { readonly model: ModelName; readonly version: number },
): readonly string[] {
  const folder = `${formatVersionFolder(place.model, place.version)}/evidence/`;
  return [...paths].filter((path) => path.startsWith(folder) && parsePath(path)?.kind === "evidence").sort();
}

/** Undefined for any path that the layout does not know, so that unknown files are noticed and never guessed at. */
export function parsePath(text: string): RegistryPath | undefined {
  if (text === POLICY_PATH) return { kind: "policy" };
  const edit = /^log\/([0-9]{6})-edited\.json$/.exec(text);
  if (edit !== null) {
    const sequence = Number(edit[1]);
    return sequence === 0 ? undefined : { kind: "edit-event", sequence };
  }
  if (text === TRUSTED_ROOT_PATH) return { kind: "trusted-root" };
  const match = /^models\/([^/]+)\/(.+)$/.exec(text);
  const name = modelNameSchema.safeParse(match?.[1]);
  if (!name.success || match?.[2] === undefined) return undefined;
  return parseInsideModel(name.data, match[2]);
}

function parseInsideModel(model: ModelName, rest: string): RegistryPath | undefined {
  if (rest === "model.yml") return { kind: "model", model };
  if (rest === "stages.json") return { kind: "stages", model };
  const event = /^log\/([0-9]{6})-([a-z]+)\.json$/.exec(rest);
  if (event !== null) {
    const kind = EVENT_KINDS.find((known) => known === event[2]);
    const sequence = Number(event[1]);
    return kind === undefined || sequence === 0 ? undefined : { kind: "event", model, sequence, event: kind };
  }
  const inside = /^versions\/([1-9][0-9]{0,6})\/(.+)$/.exec(rest);
  if (inside?.[2] === undefined) return undefined;
  return parseInsideVersion(model, Number(inside[1]), inside[2]);
}

function parseInsideVersion(model: ModelName, version: number, rest: string): RegistryPath | undefined {
  const file = VERSION_FILES.find((known) => known === rest);
  if (file !== undefined) return { kind: "version-file", model, version, file };
  const evidence = /^evidence\/([A-Za-z0-9_-][A-Za-z0-9._-]{0,100})\.sigstore\.json$/.exec(rest);
  return evidence?.[1] === undefined ? undefined : { kind: "evidence", model, version, name: evidence[1] };
}
