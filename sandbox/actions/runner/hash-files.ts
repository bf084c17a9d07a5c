import { createHash } from "node:crypto";
import { globSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";

/** The `hashFiles` function: one SHA-256 over the SHA-256 of each file that matches; empty when none does. */
export function hashFiles(workspace: string, patterns: readonly string[]): string {
  const files = patterns.flatMap((pattern) => globSync(pattern, { cwd: workspace }));
  const unique = [...new Set(files)].toSorted().map((file) => join(workspace, file));
  const regular = unique.filter((file) => statSync(file).isFile());
  if (regular.length === 0) return "";
  const total = createHash("sha256");
  for (const file of regular) total.update(createHash("sha256").update(readFileSync(file)).digest());
  return total.digest("hex");
}
