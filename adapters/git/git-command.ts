import { spawn } from "node:child_process";
import { resolve } from "node:path";
import { PedigreeError } from "../../core/errors.ts";

/**
 * Settings under which git only reads objects: whatever the machine, the user or the clone itself configures, nothing is
 * fetched, no program is run, and no object is taken for another one (replace refs, grafts).
 */
export function readOnlyGit(folder: string, args: readonly string[]) {
  const path = resolve(folder);
  const settings = [
    `safe.directory=${path}`,
    "core.fsmonitor=false",
    "protocol.allow=never",
    "log.showSignature=false",
    "core.quotePath=false",
    // Copies of what the objects say themselves: whoever alters one of these alters what is read, and no object.
    "core.commitGraph=false",
    "core.multiPackIndex=false",
  ];
  const env: NodeJS.ProcessEnv = {
    PATH: process.env.PATH,
    HOME: "/nonexistent",
    LC_ALL: "C",
    // Stronger than any setting of the clone's, which may allow a protocol by its name.
    GIT_ALLOW_PROTOCOL: "none",
    GIT_CONFIG_NOSYSTEM: "1",
    GIT_CONFIG_GLOBAL: "/dev/null",
    GIT_GRAFT_FILE: "/dev/null",
    GIT_LITERAL_PATHSPECS: "1",
    GIT_NO_LAZY_FETCH: "1",
    GIT_NO_REPLACE_OBJECTS: "1",
    GIT_OPTIONAL_LOCKS: "0",
    GIT_TERMINAL_PROMPT: "0",
  };
  return { args: [...settings.flatMap((setting) => ["-c", setting]), "-C", path, ...args], env };
}

/** Starts git with its output as a stream; stderr is kept back for the error. */
export function spawnGit(folder: string, args: readonly string[]) {
  const { args: all, env } = readOnlyGit(folder, args);
  return spawn("git", all, { env, stdio: ["pipe", "pipe", "pipe"] });
}

/** What git printed; undefined when it says no. Raises FILE_UNREADABLE when git itself cannot run. */
export async function askGit(folder: string, args: readonly string[]): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  for await (const chunk of streamGit(folder, args, { refusal: "end" })) chunks.push(chunk);
  const text = Buffer.concat(chunks).toString("utf8").trim();
  return text === "" ? undefined : text;
}

/**
 * Git's output, chunk by chunk. Raises FILE_UNREADABLE with git's own words when it fails, unless a refusal is an
 * answer that the caller expects: then the output just ends.
 */
export async function* streamGit(
  folder: string,
  args: readonly string[],
  { refusal }: { readonly refusal: "end" | "raise" } = { refusal: "raise" },
): AsyncGenerator<Buffer> {
  const child = spawnGit(folder, args);
  child.stdin.end();
  let said = "";
  child.stderr.on("data", (chunk: Buffer) => {
    said = `${said}${chunk.toString("utf8")}`.slice(0, 1000);
  });
  const ended = new Promise<number | Error>((done) => {
    child.once("error", done);
    child.once("close", (status) => done(status ?? -1));
  });
  try {
    for await (const chunk of child.stdout) yield toBuffer(chunk);
    const status = await ended;
    if (status instanceof Error) throw cannotRun(folder, status);
    if (status !== 0 && refusal === "raise") throw refused(folder, args[0] ?? "", said);
  } finally {
    child.kill();
  }
}

function toBuffer(chunk: unknown): Buffer {
  return Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk));
}

/** Git is not there, or the system does not let it start. */
export function cannotRun(folder: string, cause: Error): PedigreeError {
  return new PedigreeError("FILE_UNREADABLE", "git cannot be run", {
    subject: folder,
    found: cause.message,
    remedy: "install git, or put it on the PATH",
    cause,
  });
}

function refused(folder: string, command: string, said: string): PedigreeError {
  return new PedigreeError("FILE_UNREADABLE", `git ${command} failed`, {
    subject: folder,
    found: said.trim().split("\n")[0] ?? "",
    remedy: "run git fsck in the clone, or clone again",
  });
}
