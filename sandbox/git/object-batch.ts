import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { gitEnvironment } from "./command.ts";
import type { GitObject } from "./repository.ts";

/** Reads packed objects through one long-lived `git cat-file --batch`, started at the first request. */
export interface ObjectBatch {
  read(sha: string): Promise<GitObject | null>;
  close(): void;
}

interface Waiting {
  readonly resolve: (object: GitObject | null) => void;
  readonly reject: (error: Error) => void;
}

export function openObjectBatch(folder: string): ObjectBatch {
  const waiting: Waiting[] = [];
  let child: ChildProcessWithoutNullStreams | null = null;
  let pending: Buffer = Buffer.alloc(0);

  const take = (chunk: Buffer): void => {
    pending = pending.length === 0 ? chunk : Buffer.concat([pending, chunk]);
    for (let reply = takeReply(pending); reply !== null; reply = takeReply(pending)) {
      pending = pending.subarray(reply.bytes);
      waiting.shift()?.resolve(reply.object);
    }
  };
  const start = (): ChildProcessWithoutNullStreams => {
    const started = spawn("git", ["-C", folder, "cat-file", "--batch"], { env: gitEnvironment() });
    started.stdout.on("data", take);
    started.on("error", () => started.kill());
    started.on("close", () => {
      child = null;
      pending = Buffer.alloc(0);
      for (const { reject } of waiting.splice(0)) reject(new Error(`git cat-file ended in ${folder}`));
    });
    return started;
  };
  return {
    read: (sha) =>
      new Promise((resolve, reject) => {
        child ??= start();
        waiting.push({ resolve, reject });
        child.stdin.write(`${sha}\n`);
      }),
    close: () => child?.stdin.end(),
  };
}

/** One reply is `<sha> <type> <size>\n<bytes>\n` or `<sha> missing\n`; null while it is not complete. */
function takeReply(buffer: Buffer): { object: GitObject | null; bytes: number } | null {
  const end = buffer.indexOf(10);
  if (end < 0) return null;
  const [, type, size] = buffer.subarray(0, end).toString("latin1").split(" ");
  if (!isObjectType(type)) return { object: null, bytes: end + 1 };
  const stop = end + 1 + Number(size);
  if (buffer.length < stop + 1) return null;
  return { object: { type, bytes: Uint8Array.from(buffer.subarray(end + 1, stop)) }, bytes: stop + 1 };
}

export function isObjectType(type: string | undefined): type is GitObject["type"] {
  return type === "blob" || type === "tree" || type === "commit" || type === "tag";
}
