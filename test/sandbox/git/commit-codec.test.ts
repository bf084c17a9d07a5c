import fc from "fast-check";
import { expect, test } from "vitest";
import { formatCommit, parseCommit } from "../../../sandbox/git/commit-codec.ts";

const sha = fc.stringMatching(/^[0-9a-f]{40}$/);
const date = fc
  .integer({ min: 0, max: 4_000_000_000 })
  .map((seconds) => new Date(seconds * 1000).toISOString().replace(".000Z", "Z"));
const person = fc.record({
  name: fc.stringMatching(/^[A-Za-zé][A-Za-zé .[\]-]{0,10}[A-Za-z\]]$/),
  email: fc.stringMatching(/^[a-z0-9+[\]]{1,10}@[a-z.]{1,10}$/),
  date,
});

test("a commit is read as it was written, whatever its message", () => {
  const commits = fc.record({
    tree: sha,
    parents: fc.array(sha, { maxLength: 3 }),
    message: fc.string({ unit: "grapheme" }),
    author: person,
    committer: person,
  });
  fc.assert(
    fc.property(commits, sha, (commit, id) => {
      expect(parseCommit(id, formatCommit(commit))).toEqual({ ...commit, sha: id });
    }),
  );
});

test("what git cannot hold in a name is left out, and a name is never empty", () => {
  const who = { name: "<a>\nb", email: "x\n@<y>", date: "2026-01-01T00:00:00Z" };
  const commit = {
    tree: "0".repeat(40),
    parents: [],
    message: "",
    author: who,
    committer: { ...who, name: "<>" },
  };
  const parsed = parseCommit("", formatCommit(commit));
  expect(parsed.author).toEqual({ name: "ab", email: "x@y", date: who.date });
  expect(parsed.committer.name).toBe("unknown");
});

test("a signed commit's extra lines are no part of its people or message", () => {
  const text = [
    `tree ${"1".repeat(40)}`,
    "author A <a@b> 1 +0200",
    "committer C <c@d> 2 -0100",
    "gpgsig -----BEGIN-----",
    " author X <x@y> 3 +0000",
    "",
    "subject\n\nbody\n",
  ].join("\n");
  const commit = parseCommit("s", Buffer.from(text));
  expect(commit.author).toEqual({ name: "A", email: "a@b", date: "1970-01-01T00:00:01Z" });
  expect(commit.message).toBe("subject\n\nbody\n");
});
