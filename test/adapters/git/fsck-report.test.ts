import { describe, expect, it } from "vitest";
import { FsckReader } from "../../../adapters/git/fsck-report.ts";

const ID = "ebdb388e385c68cbc0a7d134f92e4a9440bf9ffe";
const OTHER = "55cb3f01c4d9f41648d7dc8499442090a4c23d44";
const PACK = "/clone/objects/pack/pack-5a755d127d565f9fccc10d84bff501bef0dd0c8e.pack";

function report(status: number, ...lines: readonly string[]) {
  const reader = new FsckReader();
  for (const line of lines) reader.line(line);
  const { objects, store } = reader.end(status);
  return { objects: Object.fromEntries([...objects].map(([id, { kind }]) => [id, kind])), store };
}

describe("a report of git fsck", () => {
  it.each<[string, string]>([
    ["a file that is no object", `error: ${ID}: object corrupt or missing: /clone/objects/eb/db38`],
    [
      "another object in its place",
      `error: ${OTHER}: hash-path mismatch, found at: /clone/objects/${ID.slice(0, 2)}/${ID.slice(2)}`,
    ],
    [
      "the same before git 2.35",
      `error: hash mismatch for /clone/objects/${ID.slice(0, 2)}/${ID.slice(2)} (expected ${ID})`,
    ],
    ["a pack that cannot be read there", `error: cannot unpack ${ID} from ${PACK} at offset 362202`],
    ["a pack that holds other bytes", `error: packed ${ID} from ${PACK} is corrupt`],
    ["what cannot be parsed", `error: ${ID}: object could not be parsed: /clone/objects/eb/db38`],
  ])("names an object that is damaged: %s", (_, line) => {
    expect(report(1, line)).toEqual({ objects: { [ID]: "damaged" }, store: [] });
    // Whoever needs it misses it, in whichever order the two streams come.
    expect(report(3, line, `missing blob ${ID}`).objects).toEqual({ [ID]: "damaged" });
    expect(report(3, `missing blob ${ID}`, line).objects).toEqual({ [ID]: "damaged" });
  });

  it.each([`missing blob ${ID}`, `missing tree ${ID}`, `error: ${ID}: object missing`])(
    "names an object that is missing: %s",
    (line) => {
      const broken = [`broken link from    tree ${OTHER}`, `              to    blob ${ID}`];
      expect(report(2, ...broken, line)).toEqual({ objects: { [ID]: "missing" }, store: [] });
    },
  );

  it("names an object that git refuses, in git's words", () => {
    const reader = new FsckReader();
    reader.line(`error in tree ${ID}: duplicateEntries: contains duplicate file entries`);
    const { objects } = reader.end(1);
    const words = "duplicateEntries: contains duplicate file entries";
    expect([...objects]).toEqual([[ID, { kind: "malformed", words }]]);
  });

  it("names a file that keeps objects, and what ended the check", () => {
    const words = [`${PACK} pack checksum mismatch`, `packfile ${PACK} cannot be accessed`, "out of memory"];
    const [first, second, third] = words;
    expect(report(128, `error: ${first}`, `error: ${second}`, `fatal: ${third}`)).toEqual({
      objects: {},
      store: words,
    });
  });

  it("counts no object for what is built on it", () => {
    const { objects, store } = report(
      4,
      `error: index CRC mismatch for object ${OTHER} from ${PACK} at offset 12`,
      `error: failed to read delta base object ${OTHER} at offset 12 from ${PACK}`,
      `error: cannot unpack ${ID} from ${PACK} at offset 20`,
    );
    expect({ objects, store }).toEqual({ objects: { [ID]: "damaged" }, store: [] });
  });

  it("is never empty where git found fault", () => {
    expect(report(1, "error: something new").store).toEqual(["error: something new"]);
    expect(report(9).store).toEqual(["git fsck ended with status 9"]);
    expect(report(0, "notice: HEAD points to an unborn branch (none)")).toEqual({ objects: {}, store: [] });
  });
});
