import { describe, expect, it } from "vitest";
import { documents } from "../../adapters/importers/documents.ts";
import { PedigreeError } from "../../core/errors.ts";
import { type BlobSha, blobShaSchema } from "../../core/names.ts";
import { MAX_EDITED_FILES } from "../../core/policy/edit-paths.ts";
import { findProblems } from "../../usecases/edit-problems.ts";

const REGISTERED = new Set(["models/churn/versions/1/version.json"]);
const has = (path: string) => REGISTERED.has(path);

const CARD = "models/churn/versions/1/card.md";
const COMPLETE = `---
schema_version: 1
model: churn
license: mit
---
# Churn
`;

/** Finds the problems of one file that has this text, in place of another. */
async function problems(path: string, text: string | null, before: string | null = null) {
  const texts = new Map<BlobSha, string>();
  const file = (content: string | null, digit: string) => {
    if (content === null) return null;
    const blob = blobShaSchema.parse(digit.repeat(40));
    texts.set(blob, content);
    return { blob, mode: "100644" };
  };
  const tip = file(before, "1");
  const readText = async (blob: BlobSha) => texts.get(blob) ?? "";
  const found = await findProblems({ documents, has, readText }, [
    { path, base: tip, tip, head: file(text, "2") },
  ]);
  if (!found.known) throw new Error(found.reason);
  return found.value.map(({ problem }) => problem);
}

describe("an edited file", () => {
  it("may be a usable policy", async () => {
    expect(await problems("pedigree.yml", "schemaVersion: 1\nstages: [{ name: development }]\n")).toEqual([]);
  });

  it("names line and place of a policy that cannot be used", async () => {
    expect(await problems("pedigree.yml", "schemaVersion: 1\nstages:\n  - [\n")).toEqual([
      expect.stringMatching(/line \d/),
    ]);
    expect(
      await problems("pedigree.yml", "schemaVersion: 1\nstages: [{ name: a }, { name: b, from: [c] }]\n"),
    ).toEqual([expect.stringContaining("stages[1].from[0]")]);
  });

  it("must not take the policy away", async () => {
    expect(await problems("pedigree.yml", null, "x")).toEqual([expect.stringContaining("removed")]);
    expect(await problems("README.md", null, "x")).toEqual([]);
  });

  it("must be a model.yml that can be read, where it is one", async () => {
    expect(await problems("models/churn/model.yml", "schemaVersion: 1\nowners: []\n")).toEqual([]);
    expect(await problems("models/churn/model.yml", "owner: me\n")).toHaveLength(1);
    expect(await problems("models/churn/other.yml", "owner: me\n")).toEqual([]);
  });

  it("must not make a card's front matter worse", async () => {
    const known = await problems(CARD, COMPLETE, null);
    expect(await problems(CARD, `${COMPLETE}More.\n`, COMPLETE)).toEqual([]);
    expect(known.every((problem) => problem.startsWith("front matter: "))).toBe(true);
    expect(await problems(CARD, COMPLETE.replace("model: churn", "model: [\n"), COMPLETE)).toEqual([
      expect.stringContaining("front matter"),
    ]);
  });

  it("may be a bundle of any length for a version that is there", async () => {
    const bundle = JSON.stringify({ mediaType: "x".repeat(20_000) });
    expect(await problems("models/churn/versions/1/evidence/a.sigstore.json", bundle)).toEqual([]);
    expect(await problems("models/churn/versions/1/evidence/a.sigstore.json", "{")).toHaveLength(1);
    expect(await problems("models/churn/versions/2/evidence/a.sigstore.json", bundle)).toEqual([
      expect.stringContaining("churn 2"),
    ]);
  });

  it("must be text", async () => {
    const blob = blobShaSchema.parse("3".repeat(40));
    const readText = () => Promise.reject(new PedigreeError("FILE_UNREADABLE", "no UTF-8 text"));
    const file = { path: "logo.png", base: null, tip: null, head: { blob, mode: "100644" } };
    expect(await findProblems({ documents, has, readText }, [file])).toMatchObject({
      value: [{ path: "logo.png", problem: "no UTF-8 text" }],
    });
    const lost = () => Promise.reject(new PedigreeError("REMOTE_UNAVAILABLE", "502"));
    await expect(findProblems({ documents, has, readText: lost }, [file])).rejects.toThrow("502");
  });
});

describe("many edited files", () => {
  const head = { blob: blobShaSchema.parse("4".repeat(40)), mode: "100644" };
  const many = (count: number) =>
    Array.from({ length: count }, (_, at) => ({ path: `docs/${at}.md`, base: null, tip: null, head }));

  it("are not read when there are too many", async () => {
    const readText = () => Promise.reject(new Error("read"));
    expect(await findProblems({ documents, has, readText }, many(MAX_EDITED_FILES + 1))).toMatchObject({
      known: false,
    });
  });

  it("have a size together", async () => {
    const readText = async () => "xxxxxxxxx\n".repeat(15_000);
    expect(await findProblems({ documents, has, readText }, many(3))).toMatchObject({ value: [] });
    expect(await findProblems({ documents, has, readText }, many(4))).toMatchObject({
      value: [{ problem: expect.stringContaining("600000 bytes") }],
    });
  });
});
