import { z } from "zod";
import { parseWith } from "../parse.ts";

/** What a file of the repository says of an artifact. */
export interface GtoDescription {
  /** The full name: `sub/dir:model` for one that `sub/dir/dvc.yaml` describes. */
  readonly artifact: string;
  readonly source: string;
  readonly type: string | null;
  readonly path: string | null;
  readonly description: string | null;
  readonly labels: readonly string[];
}

const text = z.string().max(10_000).nullish();
const entrySchema = z.object({
  path: text,
  type: text,
  desc: text,
  description: text,
  labels: z.array(z.string().min(1).max(200)).max(1000).nullish(),
});
const artifactsSchema = z.record(z.string(), entrySchema.nullable());
const dvcSchema = z.object({ artifacts: artifactsSchema.nullish() });
const settingsSchema = z.object({ stages: z.array(z.string()).nullish() });

/** The `artifacts:` of a `dvc.yaml`, named by its folder. Raises SCHEMA_MISMATCH. */
export function describeDvc(document: unknown, source: string): readonly GtoDescription[] {
  const { artifacts } = parseWith(dvcSchema, document ?? {}, source);
  const folder = source.split("/").slice(0, -1).join("/");
  return describe(artifacts ?? {}, source, folder === "" ? "" : `${folder}:`);
}

/** The former `artifacts.yaml` at the top of a repository. Raises SCHEMA_MISMATCH. */
export function describeLegacy(document: unknown, source: string): readonly GtoDescription[] {
  return describe(parseWith(artifactsSchema, document ?? {}, source), source, "");
}

function describe(
  artifacts: z.infer<typeof artifactsSchema>,
  source: string,
  prefix: string,
): readonly GtoDescription[] {
  return Object.entries(artifacts).map(([id, entry]) => ({
    artifact: `${prefix}${id}`,
    source,
    type: entry?.type ?? null,
    path: entry?.path ?? null,
    description: entry?.desc ?? entry?.description ?? null,
    labels: entry?.labels ?? [],
  }));
}

/** The stages that `.gto` allows; null where every stage is allowed. Raises SCHEMA_MISMATCH. */
export function allowedStages(document: unknown, source: string): readonly string[] | null {
  return parseWith(settingsSchema, document ?? {}, source).stages ?? null;
}
