import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { arch, availableParallelism, cpus, release, totalmem, type } from "node:os";
import { resolve } from "node:path";
import type { Sha256 } from "../../core/names.ts";
import type { EnvironmentReader, Noted } from "../../core/ports/recording.ts";
import type { Environment } from "../../core/run/run.ts";
import { reasonOf } from "../data/glob.ts";
import { hashFile } from "../data/hash-file.ts";
import { capture } from "../process/capture.ts";
import { readGpus } from "./gpus.ts";
import { readPython } from "./python.ts";

/** Files that pin what was installed; those that exist are recorded by digest. */
const LOCKFILES = [
  "requirements.txt",
  "requirements.lock",
  "poetry.lock",
  "uv.lock",
  "pdm.lock",
  "Pipfile.lock",
  "conda-lock.yml",
  "environment.yml",
  "pixi.lock",
  "package-lock.json",
  "npm-shrinkwrap.json",
  "yarn.lock",
  "pnpm-lock.yaml",
  "renv.lock",
  "Manifest.toml",
  "Cargo.lock",
];

export interface EnvironmentOptions {
  readonly workspace: string;
  readonly env: NodeJS.ProcessEnv;
}

/** Describes the machine and the software a run had. Nothing here is worth failing for: what is not known is left out. */
export function createEnvironmentReader({ workspace, env }: EnvironmentOptions): EnvironmentReader {
  return {
    read: async ({ variables, hurry }) => {
      const [os, container, python, gpus, node, lockfiles] = await Promise.all([
        readOs(),
        readContainer(),
        readPython(workspace, hurry),
        readGpus(workspace),
        readNode(workspace),
        readLockfiles(workspace),
      ]);
      const { model } = cpus()[0] ?? { model: "unknown" };
      const value: Environment = {
        os: os.slice(0, 200),
        architecture: arch(),
        cpu: { model: model.trim().slice(0, 200), cores: availableParallelism() },
        memoryBytes: totalmem(),
        gpus: gpus.value,
        container,
        runtimes: { ...(node === null ? {} : { node }), ...python.value.runtimes },
        packages: python.value.packages,
        lockfiles: lockfiles.value,
        variables: readVariables(env, variables),
      };
      return { value, warnings: [...python.warnings, ...gpus.warnings, ...lockfiles.warnings] };
    },
  };
}

function readVariables(env: NodeJS.ProcessEnv, names: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = env[name];
      return value === undefined ? [] : [[name, value] as const];
    }),
  );
}

async function readOs(): Promise<string> {
  const text = await readFile("/etc/os-release", "utf8").catch(() => "");
  const pretty = /^PRETTY_NAME="?([^"\n]+)"?$/m.exec(text)?.[1];
  return pretty === undefined ? `${type()} ${release()}` : `${pretty} (${type()} ${release()})`;
}

async function readContainer(): Promise<string | null> {
  if (existsSync("/.dockerenv")) return "docker";
  if (existsSync("/run/.containerenv")) return "podman";
  const cgroup = await readFile("/proc/1/cgroup", "utf8").catch(() => "");
  if (cgroup.includes("kubepods")) return "kubernetes";
  return cgroup.includes("docker") ? "docker" : null;
}

// The Action itself runs on the runner's own Node; the one that a training script uses is on the PATH.
async function readNode(workspace: string): Promise<string | null> {
  const { stdout, exitCode } = await capture("node", ["--version"], {
    cwd: workspace,
    timeoutMs: 3_000,
    maxBytes: 1_000,
  });
  return exitCode === 0 ? stdout.trim().replace(/^v/, "").slice(0, 200) : null;
}

async function readLockfiles(workspace: string): Promise<Noted<Record<string, Sha256>>> {
  const value: Record<string, Sha256> = {};
  const warnings: string[] = [];
  for (const name of LOCKFILES) {
    const path = resolve(workspace, name);
    if (!existsSync(path)) continue;
    try {
      value[name] = (await hashFile(path, name)).digest;
    } catch (error) {
      warnings.push(`${name}: cannot be read: ${reasonOf(error)}`);
    }
  }
  return { value, warnings };
}
