import { canonicalJson, digestOfText } from "../core/canonical.ts";
import type { CardSubject } from "../core/card/card-view.ts";
import { PedigreeError } from "../core/errors.ts";
import type { ModelName } from "../core/names.ts";
import type { Known } from "../core/policy/facts.ts";
import type { Change, Changes } from "../core/ports/registry-repository.ts";
import type { RunArtifact, RunRecord, WorkflowRun } from "../core/ports/training-runs.ts";
import { formatPath, type VersionFile } from "../core/registry/layout.ts";
import type { Version } from "../core/registry/version.ts";
import { lastValues } from "../core/run/metric.ts";
import { isDrawing } from "../core/run/plot-paths.ts";
import type { RecordedFile, Run } from "../core/run/run.ts";
import type { Evidence } from "./collect-evidence.ts";
import { type CardForm, fillCard } from "./fill-card.ts";
import type { RegistryPorts } from "./ports.ts";

/** A run whose provenance was checked, on its way to become a version of the model. */
export interface VersionSource {
  readonly model: ModelName;
  readonly workflowRun: WorkflowRun;
  readonly artifact: RunArtifact;
  readonly record: RunRecord;
  /** What others signed for, taken over as it is. */
  readonly evidence: Evidence;
  /** What it is to be better than, beside the model in production. */
  readonly baseline: Known<Run | null>;
}

/** What fills in the card beside the run: what people say of the model, the version before, and how cards look here. */
export interface CardContext extends Pick<CardSubject, "model" | "previous" | "server"> {
  readonly form: CardForm;
}

/** The registry reads every text file whole, up to this size. */
const MAX_RUN_BYTES = 1024 * 1024;

/** The immutable record. `createdAt` is when the App first saw the run. */
export function buildVersion(
  { model, workflowRun, artifact, record, baseline }: VersionSource,
  version: number,
  createdAt: string,
): Version {
  return {
    schemaVersion: 1,
    kind: "version",
    model,
    version,
    run: { id: record.run.id, digest: digestOfText(record.runText) },
    provenance: { ...workflowRun.provenance, artifact: artifact.artifact },
    files: modelFiles(record.run),
    ...(baseline.known ? { baseline: baseline.value && baselineOf(baseline.value) } : {}),
    createdAt,
  };
}

function baselineOf(run: Run): NonNullable<Version["baseline"]> {
  return { run: run.id, metrics: lastValues(run.metrics) };
}

/** A run that does not say which of its files is the model hands over all that it kept, and nothing that we drew of it. */
export function modelFiles({ files }: Run): RecordedFile[] {
  const models = files.filter(({ role }) => role === "model");
  if (models.length > 0) return models;
  return files.filter(({ role, path }) => role === "artifact" && !isDrawing(path));
}

/** The files of the version's folder. Raises FILE_TOO_LARGE for a record that the registry could not read again. */
export function versionChanges(
  ports: Pick<RegistryPorts, "renderer">,
  { record, evidence }: VersionSource,
  { version, context }: { readonly version: Version; readonly context: CardContext },
): Changes {
  const bytes = new TextEncoder().encode(record.runText).length;
  if (bytes > MAX_RUN_BYTES) {
    throw new PedigreeError("FILE_TOO_LARGE", "the run's record is too large for the registry", {
      subject: "run.json",
      expected: `at most ${MAX_RUN_BYTES} bytes`,
      found: `${bytes} bytes`,
      remedy: "record fewer parameters, metrics or packages",
    });
  }
  const { form, ...rest } = context;
  const card = fillCard(ports.renderer, form, { name: version.model, version, run: record.run, ...rest });
  const files: readonly (readonly [VersionFile, Change])[] = [
    ["version.json", canonicalJson(version)],
    ["run.json", record.runText],
    ["card.md", card],
    ...(record.curves === null ? [] : [["curves.parquet", record.curves] as const]),
  ];
  const place = { kind: "version-file", model: version.model, version: version.version } as const;
  const bundles = [...evidence.bundles].map(
    ([name, text]) => [formatPath({ ...place, kind: "evidence", name }), text] as const,
  );
  return new Map([
    ...files.map(([file, content]) => [formatPath({ ...place, file }), content] as const),
    ...bundles,
  ]);
}
