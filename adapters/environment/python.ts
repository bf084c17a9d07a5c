import { z } from "zod";
import { jsonOf } from "../../core/json-text.ts";
import type { Noted } from "../../core/ports/recording.ts";
import { capture } from "../process/capture.ts";

/** A large environment is listed in less than a second; a network file system makes it minutes, which no run should wait for. */
const TIMEOUT_MS = 20_000;
const MAX_BYTES = 4 * 1024 * 1024;

export interface Python {
  readonly runtimes: Record<string, string>;
  readonly packages: Record<string, string>;
}

/**
 * Asks the Python itself, which needs no pip (environments of uv have none) and takes a third of its time. The packages are
 * those that a training in the workspace would import, but nothing is imported from the workspace here. One that was not
 * installed from an index has its address for a version: `file:///…`, `git+https://…@commit` (PEP 610, direct_url.json). One
 * whose description cannot be read, as an installer that was interrupted leaves it, costs no other.
 */
const PROBE = `
import sys
sys.path[:] = [place for place in sys.path if place != ""]
import json
print(json.dumps({"version": sys.version.split()[0]}), flush=True)
if sys.argv[1] == "packages":
    from importlib import metadata
    def origin(found):
        text = found.read_text("direct_url.json")
        if text is None:
            return found.version
        direct = json.loads(text)
        vcs = direct.get("vcs_info")
        return "%s+%s@%s" % (vcs["vcs"], direct["url"], vcs["commit_id"]) if vcs else direct["url"]
    packages, broken = {}, []
    for found in metadata.distributions():
        try:
            name = found.metadata["Name"]
            if name and name not in packages:
                version = origin(found)
                if not isinstance(version, str):
                    raise ValueError("no version")
                packages[name] = version
        except Exception:
            broken.append(str(getattr(found, "_path", "?")))
    print(json.dumps({"packages": packages, "broken": broken[:10]}))
`;

/** The Python on the PATH and its installed packages; empty where there is none. */
export async function readPython(workspace: string, hurry: boolean): Promise<Noted<Python>> {
  const args = ["-c", PROBE, hurry ? "version" : "packages"];
  const limits = { cwd: workspace, timeoutMs: TIMEOUT_MS, maxBytes: MAX_BYTES };
  const named = await capture("python3", args, limits);
  const asked = named.stdout === "" ? await capture("python", args, limits) : named;
  const { version, packages, broken } = parseProbe(asked.stdout);
  if (version === null) return { value: { runtimes: {}, packages: {} }, warnings: [] };
  const value = { runtimes: { python: version }, packages: packages ?? {} };
  if (hurry) return { value, warnings: ["packages: left out, the job was cancelled"] };
  const why = asked.reason || "the answer cannot be read";
  if (packages === null) return { value, warnings: [`packages: they are not known: ${why}`] };
  const warnings = broken.map(
    (path) => `packages: ${path} cannot be read and is left out; install that package again`,
  );
  return { value, warnings };
}

const versionSchema = z.object({ version: z.string().min(1) });
const packagesSchema = z.object({
  packages: z.record(z.string(), z.string()),
  broken: z.array(z.string()).default([]),
});

/** The two lines of the probe; null for one that is not there or cannot be read. */
export function parseProbe(text: string): {
  readonly version: string | null;
  readonly packages: Record<string, string> | null;
  /** Where packages lie whose description cannot be read; a few of them. */
  readonly broken: readonly string[];
} {
  const [first = "", second = ""] = text.split("\n");
  const version = versionSchema.safeParse(jsonOf(first)).data?.version.slice(0, 200) ?? null;
  const listed = packagesSchema.safeParse(jsonOf(second)).data;
  if (listed === undefined) return { version, packages: null, broken: [] };
  const { packages, broken } = listed;
  const named = Object.entries(packages).filter(([name]) => /^[A-Za-z0-9][A-Za-z0-9._-]{0,199}$/.test(name));
  return {
    version,
    // Whole: what is cut before it is redacted may end within a secret that nobody recognises then.
    packages: Object.fromEntries(named),
    broken: broken.map((path) => path.slice(0, 500)),
  };
}
