import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, relative, resolve } from "node:path";
import { build, type Metafile, type Plugin } from "esbuild";
import { zodAsNamespace, zodWithoutJsonSchema } from "./bundle-zod.ts";
import { eagerInOneChunk, isFile } from "./eager-chunk.ts";
import { collectLicenses } from "./licenses.ts";

const ROOT = resolve(import.meta.dirname, "..");
const DIST = join(ROOT, "dist");

// CommonJS packages in an ES module still ask for what Node brings; all else is in the bundle.
const BANNER = "const require = process.getBuiltinModule;";

// Identity tokens are not used, but their client loads Node's HTTP, TLS and proxy modules at every start.
const withoutIdentityTokens: Plugin = {
  name: "without-identity-tokens",
  setup: (esbuild) => {
    esbuild.onResolve({ filter: /^\.\/oidc-utils\.js$/ }, ({ importer }) =>
      importer.includes("@actions/core") ? { path: join(ROOT, "adapters/actions/no-oidc.ts") } : undefined,
    );
  },
};

/** What training jobs use: the parts of a step, and the process that listens beside them. */
const TRAINING_ENTRY = "action/index.ts";
const TRAINING: Bundle = {
  entryPoints: { index: TRAINING_ENTRY, post: "action/post.ts" },
  eager: ["action/inputs.ts", "action/run-action.ts", "action/wire.ts"],
};
const RECORDER: Bundle = {
  entryPoints: { index: "web/recorder/main.ts" },
  eager: ["web/recorder/wire.ts"],
};
/** What keeps a registry from a workflow. */
const GOVERN: Bundle = { entryPoints: { index: "action/govern/index.ts" }, eager: [] };

interface Bundle {
  readonly entryPoints: Readonly<Record<string, string>>;
  /** What the entries load at once: the entry itself must not be among it, because a lazy module would wait for its end. */
  readonly eager: readonly string[];
}

/** Bundles both Actions, each into a folder of its own, so that one never changes the other. Describes the first. */
async function buildAll(outdir: string): Promise<Metafile> {
  await bundle(join(outdir, "govern"), GOVERN);
  return buildAction(outdir);
}

/** Bundles the Action of training jobs with its recorder. Describes the Action. */
export async function buildAction(outdir: string): Promise<Metafile> {
  await bundle(join(outdir, "recorder"), RECORDER);
  return bundle(outdir, TRAINING);
}

/** Bundles entries into a folder: what they load at once is one chunk, what is imported lazily others. */
async function bundle(outdir: string, { entryPoints, eager }: Bundle): Promise<Metafile> {
  const { metafile } = await build({
    absWorkingDir: ROOT,
    entryPoints,
    outdir,
    bundle: true,
    splitting: true,
    format: "esm",
    platform: "node",
    target: "node24",
    minify: true,
    legalComments: "none",
    metafile: true,
    banner: { js: BANNER },
    entryNames: "[name]",
    chunkNames: "chunks/[hash]",
    alias: { undici: join(ROOT, "adapters/actions/native-undici.ts") },
    plugins: [eagerInOneChunk(ROOT, eager), zodAsNamespace, zodWithoutJsonSchema, withoutIdentityTokens],
    logLevel: "warning",
  });
  const inputs = Object.keys(metafile.inputs).filter(isFile);
  await writeFile(join(outdir, "licenses.txt"), await collectLicenses(ROOT, inputs));
  await writeFile(join(outdir, "package.json"), `${JSON.stringify({ type: "module" })}\n`);
  return metafile;
}

/** Bytes of all that every run loads. */
export function eagerBytes(metafile: Metafile): number {
  return eagerFiles(metafile, TRAINING_ENTRY).reduce(
    (sum, path) => sum + (metafile.outputs[path]?.bytes ?? 0),
    0,
  );
}

/** The files of an entry and of everything that it imports statically. */
export function eagerFiles(metafile: Metafile, entryPoint: string): readonly string[] {
  const outputs = new Map(Object.entries(metafile.outputs));
  const entry = Array.from(outputs).find(([, output]) => output.entryPoint === entryPoint)?.[0];
  const seen = new Set<string>();
  const visit = (path: string): void => {
    const output = outputs.get(path);
    if (output === undefined || seen.has(path)) return;
    seen.add(path);
    for (const { path: next, kind } of output.imports) if (kind === "import-statement") visit(next);
  };
  if (entry !== undefined) visit(entry);
  return Array.from(seen);
}

async function readAll(folder: string): Promise<ReadonlyMap<string, string>> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true }).catch(() => []);
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const texts = await Promise.all(
    files.map(async (file) => [relative(folder, file), await readFile(file, "utf8")] as const),
  );
  return new Map(texts);
}

/** The names of the files in `dist/` that a fresh build would change. */
async function check(): Promise<readonly string[]> {
  const fresh = await mkdtemp(join(tmpdir(), "pedigree-build-"));
  try {
    await buildAll(fresh);
    const [expected, found] = await Promise.all([readAll(fresh), readAll(DIST)]);
    const names = new Set([...expected.keys(), ...found.keys()]);
    return Array.from(names).filter((name) => expected.get(name) !== found.get(name));
  } finally {
    await rm(fresh, { recursive: true, force: true });
  }
}

if (import.meta.main) {
  if (process.argv.includes("--check")) {
    const stale = await check();
    for (const name of stale) console.error(`dist/${name} is not what the sources give; run npm run build`);
    process.exitCode = stale.length === 0 ? 0 : 1;
  } else {
    await rm(DIST, { recursive: true, force: true });
    const metafile = await buildAll(DIST);
    const all = Object.values(metafile.outputs).reduce((sum, output) => sum + output.bytes, 0);
    console.log(
      `dist: ${Math.round(eagerBytes(metafile) / 1000)} kB in every run, ${Math.round(all / 1000)} kB in all`,
    );
  }
}
