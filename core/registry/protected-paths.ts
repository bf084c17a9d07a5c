import { type ModelName, modelNameSchema } from "../names.ts";
import type { Tree } from "../ports/registry-repository.ts";

/** Paths that differ between two trees, by content or by mode, sorted. */
export function changedPaths(before: Tree, after: Tree): readonly string[] {
  const changed: string[] = [];
  for (const [path, file] of after) {
    const old = before.get(path);
    if (old?.blob !== file.blob || old.mode !== file.mode) changed.push(path);
  }
  for (const path of before.keys()) if (!after.has(path)) changed.push(path);
  return changed.sort();
}

/**
 * The model whose records a path belongs to: its stages, its log, and what was recorded of a version. Only landings
 * change those; undefined for everything that people write.
 */
export function recordOwner(path: string): ModelName | undefined {
  const record =
    /^models\/([^/]+)\/(?:stages\.json|log\/.+|versions\/[^/]+\/(?:version\.json|run\.json|curves\.parquet))$/;
  const model = modelNameSchema.safeParse(record.exec(path)?.[1]);
  return model.success ? model.data : undefined;
}

/** The records among some paths, by model. */
export function recordsByModel(paths: readonly string[]): ReadonlyMap<ModelName, readonly string[]> {
  const byModel = new Map<ModelName, string[]>();
  for (const path of paths) {
    const model = recordOwner(path);
    if (model !== undefined) byModel.set(model, [...(byModel.get(model) ?? []), path]);
  }
  return byModel;
}
