import type { Outcome } from "./outcome.ts";
import type { Stage } from "./setting.ts";
import { pullByTitle } from "./teller.ts";

interface Told {
  readonly comment: { readonly url: string; readonly characters: number };
  readonly missing: readonly string[];
  readonly landing: string;
  readonly seconds: number;
}

/** Reads from GitHub's interface and the registry's files what the story came to; nothing is taken on trust. */
export async function readOutcome(stage: Stage, told: Told): Promise<Outcome> {
  const pulls = await Promise.all([1, 2].map((version) => pullByTitle(stage, `${stage.model} ${version}`)));
  const holders = await readHolders(stage);
  const labels = Object.fromEntries(pulls.map(({ labels: names }, i) => [String(i + 1), names.join(", ")]));
  for (const [version, label] of Object.entries(labels)) stage.narrator.line(`version ${version}: ${label}`);
  const { counts, violations } = stage.judge;
  for (const violation of violations) stage.narrator.aside(JSON.stringify(violation));
  stage.narrator.line(
    `git clone ${stage.baseUrl}/${stage.registry.owner}/${stage.registry.repo}.git shows the whole registry`,
  );
  return {
    run: await readFirstRun(stage),
    comment: { url: told.comment.url, characters: told.comment.characters },
    versions: pulls.map((pull, i) => ({ version: i + 1, pull: pull.number })),
    refusal: { missing: told.missing },
    holders: { production: holders.production?.[0] ?? null, archived: holders.archived ?? [] },
    landing: { commit: told.landing },
    labels,
    github: { requests: counts.requests, schemaViolations: violations.length },
    seconds: told.seconds,
  };
}

async function readHolders({ maria, registry, model }: Stage): Promise<Readonly<Record<string, number[]>>> {
  const stages = await readJson(maria, { ...registry, path: `models/${model}/stages.json` });
  return stages.holders;
}

async function readFirstRun({ maria, training, registry, model }: Stage): Promise<Outcome["run"]> {
  const version = await readJson(maria, { ...registry, path: `models/${model}/versions/1/version.json` });
  const { data } = await maria.actions.getArtifact({
    ...training,
    artifact_id: version.provenance.artifact.id,
  });
  return {
    id: version.run.id,
    artifact: { name: data.name, digest: data.digest ?? "", bytes: data.size_in_bytes },
  };
}

async function readJson(client: Stage["maria"], file: { owner: string; repo: string; path: string }) {
  const { data } = await client.repos.getContent(file);
  if (Array.isArray(data) || data.type !== "file") throw new Error(`${file.path} is no file`);
  return JSON.parse(Buffer.from(data.content, "base64").toString("utf8"));
}
