import { describe, expect, it } from "vitest";
import { PedigreeError } from "../../core/errors.ts";
import { type Version, versionSchema } from "../../core/registry/version.ts";
import {
  attestationFacts,
  type EvidencePlace,
  MAX_BUNDLE_BYTES,
  MAX_BUNDLES,
} from "../../usecases/attestation-facts.ts";

const FOLDER = "models/churn/versions/3/evidence";
const version: Version = versionSchema.parse({
  schemaVersion: 1,
  kind: "version",
  model: "churn",
  version: 3,
  run: { id: "0".repeat(32), digest: "e".repeat(64) },
  provenance: {
    repository: { id: 1, fullName: "acme/churn" },
    workflow: ".github/workflows/train.yml",
    runId: 88,
    runAttempt: 1,
    event: "push",
    branch: "main",
    commit: "b".repeat(40),
    actor: null,
    artifact: { id: 5, name: "pedigree-train-1", digest: "c".repeat(64), bytes: 10 },
  },
  files: ["2", "1", "2"].map((digit) => ({ path: digit, digest: digit.repeat(64), bytes: 1, role: "model" })),
  createdAt: "2026-01-31T12:00:00Z",
});

/** Refuses everything, and remembers what it was asked. */
function recorder() {
  const asked: string[] = [];
  const verify = (bundle: string, root: string) => {
    asked.push(`${bundle} by ${root}`);
    return { kind: "refused", code: "untrusted", detail: "" } as const;
  };
  return { asked, verifier: { verify } };
}

function placeOf(files: Readonly<Record<string, string | PedigreeError>>, root?: string): EvidencePlace {
  return {
    paths: [...Object.keys(files), "pedigree.yml"],
    async read(path) {
      const file = files[path];
      if (file instanceof PedigreeError) throw file;
      return file;
    },
    readAtTip: async (path) => (path === "trusted_root.jsonl" ? root : undefined),
  };
}
const judged = async (files: Parameters<typeof placeOf>[0], root = "root") => {
  const { asked, verifier } = recorder();
  return { asked, facts: await attestationFacts(verifier, version, placeOf(files, root)) };
};

describe("what a version's bundles prove", () => {
  it("is asked of this version's bundles only, in the order of their paths", async () => {
    const { asked, facts } = await judged({
      [`${FOLDER}/b.sigstore.json`]: "B",
      [`${FOLDER}/a.sigstore.json`]: "A",
      "models/churn/versions/30/evidence/c.sigstore.json": "C",
      [`${FOLDER}/notes.txt`]: "N",
    });
    expect(asked).toEqual(["A by root", "B by root"]);
    expect(facts).toMatchObject({ value: { files: ["1".repeat(64), "2".repeat(64)] } });
  });

  it("is not asked without a trusted root, whose digest is recorded where there is one", async () => {
    const { asked, verifier } = recorder();
    const facts = await attestationFacts(verifier, version, placeOf({ [`${FOLDER}/a.sigstore.json`]: "A" }));
    expect([asked, facts]).toMatchObject([[], { value: { root: null, bundles: [] } }]);
    expect((await judged({})).facts).toMatchObject({
      value: { root: expect.stringMatching(/^[0-9a-f]{64}$/) },
    });
  });

  it("names what cannot be read, and reads nothing too large", async () => {
    const { asked, facts } = await judged({
      [`${FOLDER}/a.sigstore.json`]: new PedigreeError("FILE_TOO_LARGE", "too large"),
      [`${FOLDER}/b.sigstore.json`]: new PedigreeError("REGISTRY_INCONSISTENT", "a link"),
      [`${FOLDER}/c.sigstore.json`]: "x".repeat(MAX_BUNDLE_BYTES + 1),
    });
    expect(asked).toEqual([]);
    expect(facts).toMatchObject({
      value: {
        bundles: ["too-large", "unreadable", "too-large"].map((code) => ({
          digest: null,
          outcome: { code },
        })),
      },
    });
  });

  it("is unknown where there are more bundles than are judged", async () => {
    const names = Array.from({ length: MAX_BUNDLES + 1 }, (_, at) => [`${FOLDER}/${at}.sigstore.json`, "x"]);
    expect((await judged(Object.fromEntries(names))).facts.known).toBe(false);
  });
});
