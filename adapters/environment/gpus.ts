import type { Noted } from "../../core/ports/recording.ts";
import type { Environment } from "../../core/run/run.ts";
import { capture } from "../process/capture.ts";

/** NVIDIA's GPUs as nvidia-smi tells them; none where the program is absent. */
export async function readGpus(workspace: string): Promise<Noted<Environment["gpus"]>> {
  const result = await capture(
    "nvidia-smi",
    ["--query-gpu=name,memory.total", "--format=csv,noheader,nounits"],
    {
      cwd: workspace,
      timeoutMs: 10_000,
      maxBytes: 100_000,
    },
  );
  const absent = result.exitCode === null && result.reason.includes("ENOENT");
  if (absent) return { value: [], warnings: [] };
  if (result.exitCode !== 0)
    return { value: [], warnings: [`nvidia-smi: GPUs are not known: ${result.reason}`] };
  return { value: parseGpus(result.stdout), warnings: [] };
}

/** One line per GPU: `Tesla T4, 15360` (mebibytes). */
export function parseGpus(text: string): Environment["gpus"] {
  return text
    .split("\n")
    .flatMap((line) => {
      const match = /^(.{1,200}?),\s*(\S+)\s*$/.exec(line.trim());
      if (match?.[1] === undefined) return [];
      const mebibytes = Number(match[2]);
      return [{ name: match[1], memoryBytes: Number.isInteger(mebibytes) ? mebibytes * 1024 * 1024 : null }];
    })
    .slice(0, 64);
}
