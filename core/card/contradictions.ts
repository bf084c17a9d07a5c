import { decodeMetric } from "../run/metric.ts";
import type { Run } from "../run/run.ts";
import { bounded, type CardFinding } from "./card-facts.ts";
import { lineOfField, type ReadCard } from "./describe-card.ts";
import { trainingDataSchema } from "./front-matter.ts";
import { type IndexedResult, modelIndexSchema, resultsOf } from "./model-index.ts";

/** What the front matter may not say otherwise than the record does. */
export interface RecordedSide {
  readonly card: ReadCard;
  readonly model: string;
  readonly version: number;
  readonly run: Run;
}

/** Every place of the front matter that says something else than the run recorded, with its line. */
export function findContradictions(side: RecordedSide): CardFinding[] {
  const matter = side.card.frontMatter;
  if (typeof matter !== "object" || matter === null || Array.isArray(matter)) return [];
  return [
    ...checkName(side, matter),
    ...resultsOf(matter)
      .filter(({ result }) => isOfRun(result, side.run))
      .flatMap((indexed) => [...checkDataset(side, indexed), ...checkMetrics(side, indexed)]),
    ...checkTrainingData(side, matter),
  ];
}

function checkName(side: RecordedSide, matter: object): CardFinding[] {
  const pairs = [
    ["model_name", side.model],
    ["version", String(side.version)],
  ] as const;
  return pairs.flatMap(([key, expected]) => {
    const value: unknown = Object.hasOwn(matter, key) ? Reflect.get(matter, key) : undefined;
    // What is neither a text nor a number is not well-formed, and named as such.
    if ((typeof value !== "string" && typeof value !== "number") || String(value) === expected) return [];
    return [contradiction(side, { section: "front-matter", path: key, expected, found: String(value) })];
  });
}

/**
 * A result belongs to the run unless it names both another source and other data: then it is somebody else's evaluation, for
 * which somebody else answers.
 */
function isOfRun({ dataset, source }: IndexedResult["result"], run: Run): boolean {
  const elsewhere = source !== undefined && source.name !== run.id;
  const own = run.data.some(
    ({ name, id }) => [dataset.name, dataset.type].includes(name) || dataset.revision === id,
  );
  return !elsewhere || own;
}

/**
 * What was filled into `model-index` and is not there any more, as far as the run was judged by it: metrics that have a goal,
 * or else any result of the run at all. `filled` are the metrics that were put there.
 */
export function findLeftOutResults(side: RecordedSide, filled: readonly FilledResult[]): CardFinding[] {
  const matter = side.card.frontMatter;
  if (typeof matter !== "object" || matter === null || Array.isArray(matter) || filled.length === 0)
    return [];
  const written: unknown = Object.hasOwn(matter, INDEX) ? Reflect.get(matter, INDEX) : [];
  // What is not well-formed is named by the front matter's own check.
  if (!modelIndexSchema.safeParse(written).success) return [];
  const { goals } = side.run;
  const own = resultsOf(matter).filter(({ result }) => isOfRun(result, side.run));
  const named = new Set(
    own.flatMap(({ result }) => result.metrics.flatMap(({ type, name }) => [type, name])),
  );
  const judged = filled.filter(({ name }) => Object.hasOwn(goals, name) && goals[name]?.goal !== "none");
  const place = {
    kind: "result-missing",
    section: "evaluation",
    line: lineOfField(side.card, INDEX),
  } as const;
  const result = ({ name, value }: FilledResult) => `${name} ${value}`;
  if (named.size === 0) {
    const expected = bounded((judged.length > 0 ? judged : filled).map(result).join(", "), 400);
    return [{ ...place, subject: INDEX, expected, found: "no result of the run" }];
  }
  return judged
    .filter(({ name }) => !named.has(name))
    .map((left) => ({
      ...place,
      subject: bounded(left.name, 200),
      expected: bounded(result(left), 400),
      found: `not named in ${INDEX}`,
    }));
}

const INDEX = "model-index";

interface FilledResult {
  readonly name: string;
  readonly value: number;
}

function checkDataset(side: RecordedSide, { path, result }: IndexedResult): CardFinding[] {
  const { name, revision } = result.dataset;
  const data = side.run.data.filter((item) => item.name === name);
  if (revision === undefined || data.length === 0 || data.some(({ id }) => id === revision)) return [];
  const place = { section: "evaluation", path: `${path}.dataset.revision` };
  return [
    contradiction(side, { ...place, expected: data.map(({ id }) => id).join(" or "), found: revision }),
  ];
}

function checkMetrics(side: RecordedSide, { path, result }: IndexedResult): CardFinding[] {
  const { metrics } = side.run;
  return result.metrics.flatMap(({ type, name, value }, at) => {
    const key = [name, type].find((text) => text !== undefined && Object.hasOwn(metrics, text));
    const recorded = key === undefined ? undefined : metrics[key]?.last;
    const place = { section: "evaluation", path: `${path}.metrics[${at}].value`, subject: name ?? type };
    if (recorded === undefined) {
      const expected = "a metric that the run recorded, or the source and the data of another evaluation";
      return [contradiction(side, { ...place, expected, found: String(value) })];
    }
    if (isSameNumber(value, decodeMetric(recorded))) return [];
    return [contradiction(side, { ...place, expected: String(recorded), found: String(value) })];
  });
}

/** One step of a 32-bit number, relative to it (IEEE 754 binary32 has 24 significant bits). */
const FLOAT32_STEP = 2 ** -23;

/**
 * Whether two numbers are the same within the representation: frameworks record 32-bit numbers, which come out as 0.9100000262
 * for 0.91. A rounded number is another number.
 */
export function isSameNumber(a: number, b: number): boolean {
  return a === b || (Number.isFinite(b) && Math.abs(a - b) <= FLOAT32_STEP * Math.abs(b));
}

function checkTrainingData(side: RecordedSide, matter: object): CardFinding[] {
  const key = "training_data";
  const named = trainingDataSchema.safeParse(
    Object.hasOwn(matter, key) ? Reflect.get(matter, key) : undefined,
  );
  if (!named.success) return [];
  const recorded = side.run.data.filter(({ role }) => role === "training");
  const nameOf = (item: { name: string; scheme: string; id: string }) =>
    `${item.name} ${item.scheme} ${item.id}`;
  const known = new Set(recorded.map(nameOf));
  const written = new Set(named.data.map(nameOf));
  const place = { section: "training-data" };
  const wrong = named.data.flatMap((item, at) => {
    if (known.has(nameOf(item))) return [];
    const same = recorded.filter(({ name }) => name === item.name).map(nameOf);
    const expected = same.length > 0 ? same.join(" or ") : "data that the run trained on";
    return [
      contradiction(side, {
        ...place,
        path: `${key}[${at}]`,
        subject: item.name,
        expected,
        found: nameOf(item),
      }),
    ];
  });
  const names = new Set(named.data.map(({ name }) => name));
  const left = recorded
    .filter((item) => !written.has(nameOf(item)) && !names.has(item.name))
    .map((item) =>
      contradiction(side, {
        ...place,
        path: key,
        subject: item.name,
        expected: nameOf(item),
        found: "not named",
      }),
    );
  return [...wrong, ...left];
}

interface Place {
  readonly section: string;
  readonly path: string;
  readonly subject?: string;
  readonly expected: string;
  readonly found: string;
}

function contradiction(
  { card }: RecordedSide,
  { section, path, subject, expected, found }: Place,
): CardFinding {
  return {
    kind: "contradicts-run",
    section,
    line: lineOfField(card, path),
    subject: bounded(subject ?? path, 200),
    expected: bounded(expected, 400),
    found: bounded(found, 400),
  };
}
