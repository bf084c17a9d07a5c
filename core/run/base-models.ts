import { MAX_BASE_MODELS, parseBaseModel } from "../lineage/base-model.ts";

/** As a tag training code names a base model where it knows it: `mlflow.set_tag("pedigree.base_model", "churn@3")`. */
const BASE_MODEL_TAG = "pedigree.base_model=";

/** Says that training began with no model. */
const NONE = "none";

/**
 * What a run says that it was made from, each name once: as it was told, and by tags. Empty where it says `none`, undefined
 * where it says nothing. Of too many the last name tells how many are left out, so that nobody takes the others for all.
 */
export function namedBaseModels(
  told: readonly string[] | undefined,
  tags: readonly string[],
): readonly string[] | undefined {
  const tagged = tags.filter((tag) => tag.startsWith(BASE_MODEL_TAG));
  const said = [...(told ?? []), ...tagged.map((tag) => tag.slice(BASE_MODEL_TAG.length))]
    .map((name) => name.trim())
    .filter((name) => name !== "");
  if (said.length === 0) return undefined;
  const names = [...new Set(said.filter((name) => name !== NONE))];
  if (names.length <= MAX_BASE_MODELS) return names;
  const kept = names.slice(0, MAX_BASE_MODELS - 1);
  return [...kept, `${names.length - kept.length} more`];
}

/** What a person should write in place of a name that nobody can follow; undefined for one that can be, or that is no slip. */
export function warnOfBase(name: string): string | undefined {
  const base = parseBaseModel(name);
  if (base.kind !== "stage") return undefined;
  return `base model ${name}: a stage names no version for ever, so its training data count as not known; write the version's number, as in churn@3`;
}
