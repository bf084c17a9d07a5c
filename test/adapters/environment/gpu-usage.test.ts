import { chmod, readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { createGpuReader, MOST_FAILURES, parseGpuUsage } from "../../../adapters/environment/gpu-usage.ts";
import { tempFolder, writeFiles } from "../../support/temp-folder.ts";

test("one line per GPU; what it cannot tell is left out", () => {
  expect(parseGpuUsage("0, 45, 1000, 15360, 60.52\n1, [N/A], 0, 15360, [Not Supported]\n")).toEqual({
    gpu_0_utilization_percentage: 45,
    gpu_0_memory_usage_megabytes: 1048.576,
    gpu_0_memory_usage_percentage: (100 * 1000) / 15360,
    gpu_0_power_usage_watts: 60.52,
    gpu_1_memory_usage_megabytes: 0,
    gpu_1_memory_usage_percentage: 0,
  });
  expect(parseGpuUsage("NVIDIA-SMI has failed\n")).toEqual({});
});

/** A program that counts how often it was asked. */
async function program(script: string) {
  const folder = tempFolder();
  const path = join(folder, "nvidia-smi");
  await writeFiles(folder, { "nvidia-smi": `#!/bin/sh\necho asked >> ${folder}/asked\n${script}\n` });
  await chmod(path, 0o755);
  const asked = async () => (await readFile(join(folder, "asked"), "utf8")).trim().split("\n").length;
  return { gpus: createGpuReader(path), asked };
}

test("a machine with GPUs is asked each time", async () => {
  const { gpus, asked } = await program("echo '0, 45, 1000, 15360, 60.5'");
  expect(await gpus.read()).toMatchObject({ gpu_0_utilization_percentage: 45 });
  expect(await gpus.read()).toMatchObject({ gpu_0_utilization_percentage: 45 });
  expect(await asked()).toBe(2);
});

test("a machine with GPUs is asked again after answers of no use, fewer than too many in a row", async () => {
  // Every third answer is one.
  const { gpus, asked } = await program(
    `[ $(($(wc -l < "$(dirname "$0")/asked") % 3)) = 0 ] || exit 9\necho '0, 45, 1000, 15360, 60.5'`,
  );
  const told: number[] = [];
  for (let time = 0; time < 9; time += 1) told.push(Object.keys(await gpus.read()).length);
  expect(told).toEqual([0, 0, 4, 0, 0, 4, 0, 0, 4]);
  expect(await asked()).toBe(9);
});

test("a machine whose GPUs never answer is given up", async () => {
  const { gpus, asked } = await program("echo no devices; exit 6");
  for (let time = 0; time < MOST_FAILURES + 2; time += 1) expect(await gpus.read()).toEqual({});
  expect(await asked()).toBe(MOST_FAILURES);
});

test("a machine without the program is asked once", async () => {
  const folder = tempFolder();
  const gpus = createGpuReader(join(folder, "nvidia-smi"));
  expect(await gpus.read()).toEqual({});
  await writeFiles(folder, { "nvidia-smi": "#!/bin/sh\necho '0, 45, 1000, 15360, 60.5'\n" });
  await chmod(join(folder, "nvidia-smi"), 0o755);
  expect(await gpus.read()).toEqual({});
});
