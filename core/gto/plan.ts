import { type ModelName, modelNameSchema, type StageName, stageNameSchema } from "../names.ts";
import type { GtoConflict } from "./conflict.ts";
import type { GtoDescription } from "./description.ts";
import type { PassedOver } from "./event.ts";
import type { GtoArtifact } from "./state.ts";

/** A model of a governed registry, as an artifact of GTO would become one. */
export interface PlannedModel {
  readonly model: ModelName;
  /** Its name in GTO. */
  readonly artifact: string;
  readonly description: string;
  readonly tags: readonly string[];
  /** Numbered in the order of their registration. */
  readonly versions: readonly PlannedVersion[];
  readonly stages: readonly PlannedStage[];
}

export interface PlannedVersion {
  readonly number: number;
  readonly version: string;
  readonly commit: string;
  readonly registeredAt: string;
  readonly by: string;
  /** `registered`, or why it is no candidate any more. */
  readonly state: "registered" | "deregistered" | "deprecated";
}

export interface PlannedStage {
  readonly stage: StageName;
  /** Its name in GTO. */
  readonly gto: string;
  /** Null for a commit without a version. */
  readonly version: string | null;
  readonly commit: string;
  readonly since: string;
  readonly by: string;
  readonly tag: string;
  /** Whether the stage fell back to this version, which a person has to confirm. */
  readonly needsConfirmation: boolean;
}

export interface GtoPlan {
  readonly schemaVersion: 1;
  readonly kind: "gto-plan";
  readonly models: readonly PlannedModel[];
  readonly conflicts: readonly PlannedConflict[];
  readonly passedOver: readonly PassedOver[];
}

export type PlannedConflict = Omit<GtoConflict, "kind"> & {
  readonly kind: GtoConflict["kind"] | PlanConflict;
};

/** `name`: no model or stage can be called so, or two would be. `stage`: `.gto` does not allow it. `description`: of no tag. */
type PlanConflict = "name" | "stage" | "description";

export interface GtoFindings {
  readonly artifacts: readonly GtoArtifact[];
  readonly passedOver: readonly PassedOver[];
  readonly descriptions: readonly GtoDescription[];
  /** Of `.gto`; null where every stage is allowed. */
  readonly allowedStages: readonly string[] | null;
}

/**
 * What a governed registry would hold of a repository's artifacts. It is a plan for people: a version enters a registry with
 * the run that made it, and a stage moves by review, so that neither follows from a tag.
 */
export function planGto({ artifacts, passedOver, descriptions, allowedStages }: GtoFindings): GtoPlan {
  const names = nameModels(artifacts.map(({ name }) => name));
  const known = new Map(descriptions.map((one) => [one.artifact, one]));
  const models = artifacts.flatMap((artifact) => {
    const model = names.get(artifact.name);
    return model === undefined ? [] : [planModel(model, artifact, known.get(artifact.name))];
  });
  const tagged = new Set(artifacts.map(({ name }) => name));
  return {
    schemaVersion: 1,
    kind: "gto-plan",
    models,
    conflicts: [
      ...artifacts.flatMap(({ conflicts }) => conflicts),
      ...artifacts.filter(({ name }) => !names.has(name)).map(({ name }) => unnamed(name)),
      ...artifacts.flatMap((artifact) => stageConflicts(artifact, allowedStages)),
      ...descriptions.filter(({ artifact }) => !tagged.has(artifact)).map(untagged),
    ],
    passedOver,
  };
}

/** GTO's names have capitals and folders. Two artifacts that would be one model are none. */
function nameModels(artifacts: readonly string[]): ReadonlyMap<string, ModelName> {
  const wished = artifacts.flatMap((artifact) => {
    const parsed = modelNameSchema.safeParse(artifact.toLowerCase().replace(/[^a-z0-9._-]+/g, "-"));
    return parsed.success ? [{ artifact, model: parsed.data }] : [];
  });
  const groups = Map.groupBy(wished, ({ model }) => model);
  const single = [...groups.values()].filter(({ length }) => length === 1).flat();
  return new Map(single.map(({ artifact, model }) => [artifact, model]));
}

function planModel(
  model: ModelName,
  artifact: GtoArtifact,
  described: GtoDescription | undefined,
): PlannedModel {
  return {
    model,
    artifact: artifact.name,
    description: (described?.description ?? "").slice(0, 10_000),
    tags: (described?.labels ?? []).map((label) => label.slice(0, 100)).slice(0, 100),
    versions: artifact.versions.flatMap(({ version, commit, isActive, registrations: [first] }, at) =>
      first === undefined
        ? []
        : {
            number: at + 1,
            version,
            commit,
            registeredAt: instantOf(first.seconds),
            by: first.by,
            state: artifact.isDeprecated ? "deprecated" : isActive ? "registered" : "deregistered",
          },
    ),
    stages: artifact.stages.flatMap(({ stage, version, commit, since, fellBackFrom }) => {
      const name = stageOf(stage);
      if (name === undefined) return [];
      const { tag, by, seconds } = since;
      const needsConfirmation = fellBackFrom !== null;
      return {
        stage: name,
        gto: stage,
        version,
        commit,
        since: instantOf(seconds),
        by,
        tag,
        needsConfirmation,
      };
    }),
  };
}

const instantOf = (seconds: number) => new Date(seconds * 1000).toISOString();

function stageOf(gto: string): StageName | undefined {
  return stageNameSchema.safeParse(gto.toLowerCase().replace(/[^a-z0-9-]+/g, "-")).data;
}

function unnamed(artifact: string): PlannedConflict {
  const what = "no model can be called so, or two artifacts would be one model; rename it in the plan";
  return { kind: "name", artifact, tags: [], what };
}

function stageConflicts(
  { name, stages }: GtoArtifact,
  allowed: readonly string[] | null,
): readonly PlannedConflict[] {
  return stages.flatMap(({ stage, since }): readonly PlannedConflict[] => {
    const place = { artifact: name, tags: [since.tag] };
    if (stageOf(stage) === undefined)
      return [{ ...place, kind: "name", what: `no stage can be called ${stage}` }];
    if (allowed === null || allowed.includes(stage)) return [];
    return [{ ...place, kind: "stage", what: `.gto does not allow the stage ${stage}` }];
  });
}

function untagged({ artifact, source }: GtoDescription): PlannedConflict {
  const what = `${source} describes it, and no tag names it`;
  return { kind: "description", artifact, tags: [], what };
}

/** The text of `models/NAME/model.yml`, for people to complete: GTO knows no owners. */
export function formatModelFile({ artifact, description, tags }: PlannedModel): string {
  return [
    `# From the artifact ${artifact} of GTO. Name the owners: without them nobody owns this model.`,
    "schemaVersion: 1",
    "owners: []",
    `description: ${JSON.stringify(description)}`,
    `tags: ${JSON.stringify(tags)}`,
    "",
  ].join("\n");
}
