import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

const MAIN = fileURLToPath(new URL("../../app/main.ts", import.meta.url));

/** The real App, as whoever runs it starts it. */
export interface AppProcess {
  /** Where it takes webhooks. */
  readonly url: string;
  /** Everything that it printed. */
  readonly output: () => string;
  /** SIGKILL: it has no time for anything. */
  kill(): Promise<void>;
  /** SIGTERM: it finishes what it began. */
  stop(): Promise<void>;
}

/** Starts the App with these variables; comes back when it listens. Raises when it ends before. */
export async function startAppProcess(env: Readonly<Record<string, string>>): Promise<AppProcess> {
  const child = spawn(process.execPath, [MAIN], {
    env: { PORT: "0", LOG_LEVEL: "info", PEDIGREE_RECONCILE_SECONDS: "86400", ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (chunk: Buffer) => {
      output += chunk.toString();
    });
  }
  const end = async (signal: "SIGKILL" | "SIGTERM") => {
    if (!isOver(child)) {
      const ended = once(child, "exit");
      child.kill(signal);
      await ended;
    }
  };
  for (;;) {
    const url = /Pedigree listens at (\S+)/.exec(output)?.[1];
    if (url !== undefined) {
      return { url, output: () => output, kill: () => end("SIGKILL"), stop: () => end("SIGTERM") };
    }
    if (isOver(child)) throw new Error(`the App ended at its start: ${output}`);
    await Promise.race([once(child.stdout, "data"), once(child, "exit")]);
  }
}

function isOver(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}
