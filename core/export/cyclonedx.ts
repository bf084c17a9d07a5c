import { canonicalJson, digestOf } from "../canonical.ts";
import { cardView } from "../card/card-view.ts";
import { readSections } from "../card/describe-card.ts";
import { parseBaseModel } from "../lineage/base-model.ts";
import type { Run } from "../run/run.ts";
import type { Exported, ExportedVersion } from "./exported-version.ts";

/** Longer texts belong into the card, which the bill names by its digest. */
const MAX_TEXT = 4000;

/**
 * A CycloneDX 1.6 bill of materials of the version: the model with its card, its files, and its data as components. The same
 * version gives the same bytes: the serial number comes from digests and the time from the event.
 * https://cyclonedx.org/docs/1.6/json/
 */
export function cycloneDx(version: ExportedVersion): Exported {
  const { subject, at, digests } = version;
  const { run, name } = subject;
  const model = `model/${name}/${subject.version.version}`;
  const refs = run.data.map((_, index) => `data/${index + 1}`);
  const bom = {
    $schema: "http://cyclonedx.org/schema/bom-1.6.schema.json",
    bomFormat: "CycloneDX",
    specVersion: "1.6",
    serialNumber: serialNumber(digestOf(Object.fromEntries(digests))),
    version: 1,
    metadata: {
      timestamp: at,
      tools: { components: [{ type: "application", name: "pedigree" }] },
      component: modelComponent(version, model, refs),
    },
    components: run.data.map((data, index) => dataComponent(data, refs[index] ?? "")),
    dependencies: [
      { ref: model, dependsOn: refs.filter((_, index) => run.data[index]?.role === "training") },
      ...refs.map((ref) => ({ ref })),
    ],
  };
  return {
    files: new Map([["bom.cdx.json", canonicalJson(bom)]]),
    notes: subject.version.files.length === 0 ? ["the version names no model file"] : [],
  };
}

/** A UUID of version 8 (RFC 9562: whatever its maker defines): the first 122 bits of a digest. */
function serialNumber(digest: string): string {
  const variant = "89ab".charAt(Number.parseInt(digest.charAt(16), 16) % 4);
  const parts = [
    digest.slice(0, 8),
    digest.slice(8, 12),
    `8${digest.slice(13, 16)}`,
    `${variant}${digest.slice(17, 20)}`,
    digest.slice(20, 32),
  ];
  return `urn:uuid:${parts.join("-")}`;
}

function modelComponent(version: ExportedVersion, ref: string, data: readonly string[]) {
  const { subject, digests, stage } = version;
  const { provenance, files } = subject.version;
  const view = cardView(subject);
  return {
    type: "machine-learning-model",
    "bom-ref": ref,
    name: subject.name,
    version: String(subject.version.version),
    ...(subject.model?.description ? { description: subject.model.description } : {}),
    ...licensesOf(version),
    externalReferences: [
      { type: "vcs", url: view.workflowUrl.replace(/\/actions\/runs\/.*$/, "") },
      { type: "build-meta", url: view.workflowUrl },
    ],
    ...ancestorsOf(subject.run),
    components: files.map(({ path, digest }) => ({ type: "file", name: path, hashes: [sha256(digest)] })),
    modelCard: modelCardOf(version, data),
    properties: [
      ["stage", stage],
      ["commit", provenance.commit],
      ["run", subject.run.id],
      ...[...digests].map(([file, digest]) => [`sha256:${file}`, digest] as const),
    ].map(([key, value]) => ({ name: `pedigree:${key}`, value })),
  };
}

/** What training began with: the part of a model's lineage that is no data. */
function ancestorsOf({ baseModels = [] }: Run) {
  if (baseModels.length === 0) return {};
  const ancestors = baseModels.map((text) => ({ type: "machine-learning-model", ...ancestorOf(text) }));
  return { pedigree: { ancestors } };
}

function ancestorOf(text: string) {
  const base = parseBaseModel(text);
  if (base.kind !== "version") return { name: text };
  const { registry, model, version } = base;
  return { ...(registry === null ? {} : { group: registry }), name: model, version: String(version) };
}

function dataComponent({ name, scheme, id, digest, strength, role }: Run["data"][number], ref: string) {
  const properties = { scheme, role, strength };
  return {
    type: "data",
    "bom-ref": ref,
    name,
    version: id,
    ...(digest === undefined ? {} : { hashes: [sha256(digest)] }),
    data: [{ type: "dataset", name }],
    properties: Object.entries(properties).map(([key, value]) => ({ name: `pedigree:${key}`, value })),
  };
}

function sha256(content: string) {
  return { alg: "SHA-256", content };
}

/** By name: the hub's ids are SPDX's in small letters, and CycloneDX wants SPDX's own spelling in `id`. */
function licensesOf({ card: { frontMatter }, facts }: ExportedVersion) {
  const license = fieldOf(frontMatter, "license");
  if (facts.frontMatter.some(({ path }) => path.startsWith("license"))) return {};
  const names = [license].flat().filter((name): name is string => typeof name === "string");
  const custom = fieldOf(frontMatter, "license_name");
  const shown = names.map((name) => (name === "other" && typeof custom === "string" ? custom : name));
  return shown.length === 0 ? {} : { licenses: shown.map((name) => ({ license: { name } })) };
}

function fieldOf(frontMatter: unknown, key: string): unknown {
  if (typeof frontMatter !== "object" || frontMatter === null) return undefined;
  return Object.hasOwn(frontMatter, key) ? Reflect.get(frontMatter, key) : undefined;
}

function modelCardOf({ subject, card }: ExportedVersion, data: readonly string[]) {
  const view = cardView(subject);
  const sections = readSections(card.text);
  const text = (key: string): readonly string[] => {
    const written = sections.get(key)?.written ?? "";
    return written === "" ? [] : [written.slice(0, MAX_TEXT)];
  };
  const considerations = {
    users: text("intended-use"),
    useCases: text("intended-use"),
    technicalLimitations: [...text("out-of-scope"), ...text("limitations")],
    performanceTradeoffs: text("metric-choice"),
    ethicalConsiderations: text("limitations").map((mitigationStrategy) => ({
      name: "Limitations, bias and risks",
      mitigationStrategy,
    })),
    fairnessAssessments: text("slices").map((harms) => ({ groupAtRisk: "see the results by group", harms })),
  };
  const environment = text("environment").map((value) => ({ name: "pedigree:environment", value }));
  return {
    modelParameters: {
      ...(view.task === null ? {} : { task: view.task }),
      ...(data.length === 0 ? {} : { datasets: data.map((ref) => ({ ref })) }),
    },
    quantitativeAnalysis: {
      performanceMetrics: view.results.map(({ name, value }) => ({ type: name, value: String(value) })),
    },
    considerations: {
      ...Object.fromEntries(Object.entries(considerations).filter(([, list]) => list.length > 0)),
      ...(environment.length === 0 ? {} : { environmentalConsiderations: { properties: environment } }),
    },
  };
}
