import { type ModelName, repositoryNameSchema } from "../names.ts";
import { formatVersionReference, parseVersionReference } from "../registry/version-reference.ts";

/** A record names at most so many base models; a merge has a handful. */
export const MAX_BASE_MODELS = 100;

/** A registered version that another model was made from. */
export interface BaseVersion {
  /** The registry repository, `owner/name`; null for the registry of the run that names it. */
  readonly registry: string | null;
  readonly model: ModelName;
  readonly version: number;
}

/** What a run names as its base model: a version that can be followed, a stage that names none for ever, or anything else. */
export type BaseModel =
  | ({ readonly kind: "version" } & BaseVersion)
  | { readonly kind: "stage" }
  | { readonly kind: "other" };

/** Reads `churn@3`, or `acme/models/churn@3` for a version of another registry. Any other name is one that nobody can follow. */
export function parseBaseModel(text: string): BaseModel {
  const slash = text.lastIndexOf("/");
  const registry = slash < 0 ? null : text.slice(0, slash);
  const reference = parseVersionReference(text.slice(slash + 1));
  const isRegistry = registry === null || repositoryNameSchema.safeParse(registry).success;
  if (reference === undefined || !isRegistry) return { kind: "other" };
  const { model, which } = reference;
  return which.kind === "stage"
    ? { kind: "stage" }
    : { kind: "version", registry, model, version: which.version };
}

export function formatBaseVersion({ registry, model, version }: BaseVersion): string {
  const reference = formatVersionReference({ model, which: { kind: "version", version } });
  return registry === null ? reference : `${registry}/${reference}`;
}
