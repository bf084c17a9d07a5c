import { createHash } from "node:crypto";
import { chmod } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, expect, test, vi } from "vitest";
import { createEnvironmentReader } from "../../../adapters/environment/environment-reader.ts";
import { parseGpus } from "../../../adapters/environment/gpus.ts";
import { environmentSchema } from "../../../core/run/run.ts";
import { tempFolder, writeFiles } from "../../support/temp-folder.ts";

afterEach(() => {
  vi.unstubAllEnvs();
});

/** Programs that stand first on the PATH while the test runs. */
async function programs(scripts: Readonly<Record<string, string>>): Promise<void> {
  const folder = tempFolder();
  for (const [name, script] of Object.entries(scripts)) {
    await writeFiles(folder, { [name]: `#!/bin/sh\n${script}\n` });
    await chmod(join(folder, name), 0o755);
  }
  vi.stubEnv("PATH", `${folder}:/usr/bin:/bin`);
}

const VERSION = `echo '{"version": "3.12.4"}'`;
const PYTHON = `${VERSION}; [ "$3" = version ] || echo '{"packages": {"numpy": "2.1.0"}}'`;

test("machine, runtimes, packages, lockfiles and allowed variables are described", async () => {
  const workspace = tempFolder();
  await writeFiles(workspace, { "requirements.txt": "numpy\n" });
  await programs({ python3: PYTHON, "nvidia-smi": 'echo "Tesla T4, 15360"', node: "echo v24.1.0" });
  const env = { SEED: "7", HOME: "/root", TOKEN: "x" };
  const { value, warnings } = await createEnvironmentReader({ workspace, env }).read({
    variables: ["SEED", "ABSENT"],
    hurry: false,
  });
  expect(environmentSchema.parse(value)).toEqual(value);
  expect(value).toMatchObject({
    runtimes: { python: "3.12.4", node: "24.1.0" },
    packages: { numpy: "2.1.0" },
    lockfiles: { "requirements.txt": createHash("sha256").update("numpy\n").digest("hex") },
    gpus: [{ name: "Tesla T4", memoryBytes: 15360 * 1024 * 1024 }],
  });
  expect(value.variables).toEqual({ SEED: "7" });
  expect(value.memoryBytes).toBeGreaterThan(0);
  expect(warnings).toEqual([]);
});

test("a Python whose packages cannot be listed, and a driver that fails, are told", async () => {
  await programs({
    python3: `${VERSION}; echo "ModuleNotFoundError: importlib" >&2; exit 1`,
    "nvidia-smi": 'echo "no driver" >&2; exit 9',
  });
  const { value, warnings } = await createEnvironmentReader({ workspace: tempFolder(), env: {} }).read({
    variables: [],
    hurry: false,
  });
  expect(value).toMatchObject({ packages: {}, gpus: [], runtimes: { python: "3.12.4" } });
  expect(warnings).toEqual([
    expect.stringContaining("ModuleNotFoundError: importlib"),
    expect.stringContaining("no driver"),
  ]);
});

test("a cancelled job does not wait for the packages", async () => {
  await programs({ python3: PYTHON });
  const { value, warnings } = await createEnvironmentReader({ workspace: tempFolder(), env: {} }).read({
    variables: [],
    hurry: true,
  });
  expect(value.packages).toEqual({});
  expect(warnings).toEqual([expect.stringContaining("cancelled")]);
});

test("a GPU whose memory is not told stays", () => {
  expect(parseGpus("NVIDIA A100, [N/A]\n\n")).toEqual([{ name: "NVIDIA A100", memoryBytes: null }]);
});
