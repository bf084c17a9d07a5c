import { homedir } from "node:os";
import { join } from "node:path";

/**
 * Where Node keeps what it compiled: where the environment says, else in the person's own cache. Node's default is a folder
 * for temporary files that everybody on the machine may write to, and what lies there would be run.
 */
export function compileCacheFolder({
  NODE_COMPILE_CACHE: named,
  XDG_CACHE_HOME: caches,
}: Readonly<Record<string, string | undefined>>): string {
  if (named !== undefined && named !== "") return named;
  return join(caches === undefined || caches === "" ? join(homedir(), ".cache") : caches, "pedigree", "node");
}
