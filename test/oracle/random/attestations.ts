import type { Chance } from "../chance.ts";
import { TRAINED } from "./evidence.ts";
import { known, type Luck, lost, OLDER } from "./people.ts";
import { OTHER_PREDICATE, SIGNING } from "./policies.ts";

const digest = (digit: string) => digit.repeat(64);
const ARTIFACT = digest("a");
const FILES = [digest("1"), digest("2"), digest("3")];
const TRAINING = ".github/workflows/train.yml";
const PROVENANCE = "https://slsa.dev/provenance/v1";
const REFUSALS = ["unreadable", "no-root", "root-unusable", "untrusted", "old-format", "too-large"];

/** A certificate as it should be, of which now and then one claim is another, or not there. */
function signer(chance: Chance, luck: Luck, path: string): unknown {
  const url = (name: string, ref: string) => `https://github.com/${name}/${path}@${ref}`;
  const claim = <T>(usual: T, ...others: readonly T[]) =>
    chance.mostly<T | null>(0.9 + luck / 10, usual, ...others, null);
  return {
    workflow: claim(
      url("acme/churn", "refs/heads/main"),
      url("acme/churn", "refs/heads/mine"),
      url("acme/churn2", "refs/heads/main"),
      url("acme/churn", "refs/tags/main"),
      `${url("acme/churn", "refs/heads/main")}2`,
    ),
    issuer: claim("https://token.actions.githubusercontent.com", "https://accounts.example.com"),
    repositoryId: claim("77", "78", "077"),
    commit: claim(TRAINED, OLDER),
    ref: claim("refs/heads/main", "refs/heads/mine", "main"),
    trigger: path === SIGNING && chance.yes(0.5) ? "workflow_run" : trigger(chance, luck),
    runner: chance.mostly(0.8, "github-hosted", "self-hosted", null),
  };
}

function trigger(chance: Chance, luck: Luck): string | null {
  const usual = chance.pick(["push", "schedule", "workflow_dispatch", "repository_dispatch"]);
  return chance.mostly(
    0.8 + luck / 5,
    usual,
    "pull_request",
    "pull_request_target",
    "workflow_run",
    "release",
    null,
  );
}

function outcome(chance: Chance, luck: Luck, path: string): unknown {
  if (!chance.yes(0.8 + luck / 5)) return { kind: "refused", code: chance.pick(REFUSALS), detail: "refused" };
  return {
    kind: "verified",
    authority: chance.pick(["public", "github"]),
    signer: signer(chance, luck, path),
    predicate: chance.mostly(0.75, PROVENANCE, OTHER_PREDICATE),
    subjects: chance.mostly<readonly string[]>(
      0.4,
      [ARTIFACT],
      FILES,
      FILES,
      chance.some(FILES),
      [digest("9")],
      [],
    ),
    at: "2026-01-01T00:00:00Z",
  };
}

/** What the version has to prove and the bundles of its folder, of which each may prove something else or nothing. */
export function randomAttestations(chance: Chance, luck: Luck): Readonly<Record<string, unknown>> {
  if (chance.yes((1 - luck) / 5)) return {};
  if (chance.yes((1 - luck) / 5)) return { attestations: lost };
  const signed = [TRAINING, SIGNING, TRAINING, SIGNING].filter(() => chance.yes(0.4 + luck / 4));
  const bundles = signed.map((path, at) => ({
    path: `models/churn/versions/2/evidence/${at}.sigstore.json`,
    digest: chance.yes(0.98) ? digest(String(at)) : null,
    outcome: outcome(chance, luck, path),
  }));
  const trained = {
    repository: { id: 77, fullName: "acme/churn" },
    workflow: TRAINING,
    branch: "main",
    commit: TRAINED,
  };
  return {
    attestations: known({
      root: chance.yes(0.9 + luck / 10) ? digest("e") : null,
      trained,
      artifact: ARTIFACT,
      files: chance.mostly<readonly string[]>(0.8, FILES, FILES.slice(0, 1), []),
      bundles,
    }),
  };
}
