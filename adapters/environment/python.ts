import type { Noted } from "../../core/ports/recording.ts";
import { capture } from "../process/capture.ts";

/** `pip freeze` takes a second or two; a network file system makes it minutes, which no run should wait for. */
const FREEZE_TIMEOUT_MS = 20_000;

export interface Python {
  readonly runtimes: Record<string, string>;
  readonly packages: Record<string, string>;
}

/** The Python on the PATH and its installed packages; empty where there is none. */
export async function readPython(workspace: string, hurry: boolean): Promise<Noted<Python>> {
  const limits = { cwd: workspace, timeoutMs: 5_000, maxBytes: 10_000 };
  const code = "import sys;print(sys.implementation.name, sys.version.split()[0], sys.executable)";
  const asked = await capture("python3", ["-I", "-c", code], limits);
  const version = asked.exitCode === 0 ? asked : await capture("python", ["-I", "-c", code], limits);
  const [, number] = /^\S+ (\S+) (.+)$/m.exec(version.stdout) ?? [];
  if (version.exitCode !== 0 || number === undefined)
    return { value: { runtimes: {}, packages: {} }, warnings: [] };
  const runtimes = { python: number.slice(0, 200) };
  if (hurry)
    return { value: { runtimes, packages: {} }, warnings: ["pip freeze: left out, the job was cancelled"] };
  const program = asked.exitCode === 0 ? "python3" : "python";
  const freeze = await capture(program, ["-m", "pip", "freeze", "--all", "--disable-pip-version-check"], {
    cwd: workspace,
    timeoutMs: FREEZE_TIMEOUT_MS,
    maxBytes: 4 * 1024 * 1024,
  });
  const warnings = freeze.exitCode === 0 ? [] : [`pip freeze: packages are not known: ${freeze.reason}`];
  return { value: { runtimes, packages: parseFreeze(freeze.stdout) }, warnings };
}

/** `name==1.2`, `name @ file:///…` and `-e git+https://…@commit#egg=name`, as `pip freeze` prints them. */
export function parseFreeze(text: string): Record<string, string> {
  const packages = text.split("\n").flatMap((line): (readonly [string, string])[] => {
    const pinned = /^([A-Za-z0-9][A-Za-z0-9._-]{0,199})==(\S{1,200})$/.exec(line.trim());
    if (pinned?.[1] !== undefined && pinned[2] !== undefined) return [[pinned[1], pinned[2]]];
    const direct = /^([A-Za-z0-9][A-Za-z0-9._-]{0,199}) @ (\S+)/.exec(line.trim());
    if (direct?.[1] !== undefined && direct[2] !== undefined) return [[direct[1], direct[2].slice(0, 200)]];
    const editable = /^-e (\S+?)#egg=([A-Za-z0-9][A-Za-z0-9._-]{0,199})/.exec(line.trim());
    if (editable?.[1] === undefined || editable[2] === undefined) return [];
    return [[editable[2], editable[1].slice(0, 200)]];
  });
  return Object.fromEntries(packages);
}
