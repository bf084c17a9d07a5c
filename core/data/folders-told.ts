import type { DataVersion } from "./data-version.ts";

/**
 * A pointer of DVC to a folder says nothing of what its files are for. Where a pipeline tells of files in it what was trained
 * on, the folder as a whole is neither: its test data would count as trained on.
 */
export function withFoldersTold(data: readonly DataVersion[]): readonly DataVersion[] {
  const told = new Set<string>();
  for (const version of data) {
    if (version.role !== "training" || isPointed(version)) continue;
    for (let at = version.name.lastIndexOf("/"); at > 0; at = version.name.lastIndexOf("/", at - 1))
      told.add(version.name.slice(0, at));
  }
  return data.map((version) =>
    version.role === "training" && isPointed(version) && told.has(version.name)
      ? { ...version, role: "other" as const }
      : version,
  );
}

function isPointed({ scheme, source = "" }: DataVersion): boolean {
  return scheme === "dvc" && source.endsWith(".dvc");
}
