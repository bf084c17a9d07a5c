import type { Commit, NewCommit, Signature } from "./repository.ts";

/** The bytes of a commit object. The message is kept exactly: no newline is added. */
export function formatCommit(commit: NewCommit): Buffer {
  const lines = [
    `tree ${commit.tree}`,
    ...commit.parents.map((parent) => `parent ${parent}`),
    `author ${formatSignature(commit.author)}`,
    `committer ${formatSignature(commit.committer)}`,
  ];
  return Buffer.from(`${lines.join("\n")}\n\n${commit.message}`);
}

export function parseCommit(sha: string, bytes: Uint8Array): Commit {
  const text = Buffer.from(bytes).toString("utf8");
  const blank = text.indexOf("\n\n");
  const head = (blank < 0 ? text : text.slice(0, blank)).split("\n");
  const values = (key: string): string[] =>
    head.filter((line) => line.startsWith(`${key} `)).map((line) => line.slice(key.length + 1));
  return {
    sha,
    tree: values("tree")[0] ?? "",
    parents: values("parent"),
    author: parseSignature(values("author")[0] ?? ""),
    committer: parseSignature(values("committer")[0] ?? ""),
    message: blank < 0 ? "" : text.slice(blank + 2),
  };
}

/** Git cannot hold `<`, `>` or line ends in a name or address; git itself drops them, too. */
function formatSignature({ name, email, date }: Signature): string {
  const clean = (text: string): string => text.replace(/[<>\n\0]/g, "").trim();
  const seconds = Math.floor(Date.parse(date) / 1000);
  if (!Number.isFinite(seconds)) throw new RangeError(`${date} is no date of a commit`);
  return `${clean(name) || "unknown"} <${clean(email)}> ${seconds} +0000`;
}

/** GitHub gives the dates of commits in UTC, whole seconds. */
function parseSignature(text: string): Signature {
  const match = /^(.*?) ?<(.*)> (\d+) [+-]\d+$/.exec(text);
  const date = new Date(Number(match?.[3] ?? 0) * 1000).toISOString().replace(".000Z", "Z");
  return { name: match?.[1] ?? "", email: match?.[2] ?? "", date };
}
