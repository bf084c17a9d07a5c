import { readFileSync, writeFileSync } from "node:fs";
import { z } from "zod";

/**
 * Adds to package-lock.json what a registry mirror without the binaries of other platforms leaves out: `npm ci` insists
 * on an entry for every optional dependency, also for those that it will not install. Run it after `npm install`.
 */
const entrySchema = z.looseObject({
  version: z.string().optional(),
  dev: z.boolean().optional(),
  optionalDependencies: z.record(z.string(), z.string()).optional(),
});
const lockSchema = z.looseObject({ packages: z.record(z.string(), entrySchema) });

const SYSTEMS = [
  "aix",
  "android",
  "darwin",
  "freebsd",
  "linux",
  "netbsd",
  "openbsd",
  "openharmony",
  "sunos",
  "win32",
];
const PROCESSORS = [
  "arm64",
  "arm",
  "ia32",
  "loong64",
  "mips64el",
  "ppc64",
  "riscv64",
  "s390x",
  "x64",
  "wasm32",
];

/** What a package of binaries says of its platform by its name, e.g. `@biomejs/cli-linux-x64-musl`. */
export function platformOf(name: string): { os?: string[]; cpu?: string[]; libc?: string[] } {
  const words = name.split(/[/-]/);
  const os = SYSTEMS.filter((system) => words.includes(system));
  const cpu = PROCESSORS.filter((processor) => words.includes(processor));
  const libc = words.some((word) => word.startsWith("musl"))
    ? ["musl"]
    : words.includes("gnu")
      ? ["glibc"]
      : [];
  return {
    ...(os.length === 0 ? {} : { os }),
    ...(cpu.length === 0 ? {} : { cpu }),
    ...(libc.length === 0 || !os.includes("linux") ? {} : { libc }),
  };
}

/** The lock file with an entry for every optional dependency that names one exact version and a platform. */
export function completeLock(text: string): string {
  const whole: { readonly packages: Record<string, object> } = JSON.parse(text);
  const lock = lockSchema.parse(whole);
  const packages = { ...whole.packages };
  for (const [at, entry] of Object.entries(lock.packages)) {
    for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
      const isLocked = [`${at}/node_modules/${name}`, `node_modules/${name}`].some(
        (path) => path in packages,
      );
      const platform = platformOf(name);
      if (isLocked || !/^\d+\.\d+\.\d+/.test(version) || platform.os === undefined) continue;
      packages[`node_modules/${name}`] = {
        version,
        ...platform,
        ...(entry.dev === true ? { dev: true } : {}),
        optional: true,
      };
    }
  }
  const sorted = Object.entries(packages).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return `${JSON.stringify({ ...whole, packages: Object.fromEntries(sorted) }, null, 2)}\n`;
}

if (import.meta.main) {
  writeFileSync("package-lock.json", completeLock(readFileSync("package-lock.json", "utf8")));
}
