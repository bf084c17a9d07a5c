import { z } from "zod";
import { splitCard } from "../card/card-body.ts";
import { cardView } from "../card/card-view.ts";
import { type IndexedResult, resultsOf } from "../card/model-index.ts";
import { isHardwareMetric } from "../run/hardware.ts";
import type { Exported, ExportedVersion } from "./exported-version.ts";
import { type Plain, yamlText } from "./yaml-text.ts";

/**
 * The version's card as the Hugging Face hub reads it: `README.md` with `model-index`, and `.eval_results/` for results on
 * the hub's own benchmark data. The body is the card's, byte for byte.
 */
export function huggingFace(version: ExportedVersion): Exported {
  const { card, facts, subject } = version;
  const { body } = splitCard(card.text);
  const { matter, odd } = plainMatter(card.frontMatter);
  const wrong = new Set(facts.frontMatter.map(({ path }) => path.replace(/[.[].*$/, "")));
  const kept = Object.entries(matter).filter(([key]) => !wrong.has(key) && key !== "model-index");
  const contradicted = (facts.evidence?.findings ?? []).some(
    ({ kind, section }) => kind === "contradicts-run" && section === "evaluation",
  );
  const usable = matter["model-index"] !== undefined && !wrong.has("model-index") && !contradicted;
  const written = usable ? matter["model-index"] : undefined;
  const index = written === undefined ? modelIndex(version) : withoutMachine(written);
  const isNothing = index === undefined || (Array.isArray(index) && index.length === 0);
  const head = Object.fromEntries([...kept, ...(isNothing ? [] : [["model-index", index] as const])]);
  const results = evalResults(version, usable ? resultsOf({ "model-index": index }) : []);
  return {
    files: new Map([["README.md", `---\n${yamlText(head)}---\n${body}`], ...results]),
    notes: [
      ...[...wrong]
        .filter((key) => key !== "")
        .map((key) => `${key} is left out: it is not filled in, or not well-formed`),
      ...odd
        .filter((key) => !wrong.has(key))
        .map(
          (key) => `${key} is left out: it holds something that the hub cannot read, such as .nan or .inf`,
        ),
      ...(contradicted ? ["model-index is the run's: the card's contradicts it"] : []),
      ...(results.size === 0
        ? [`no .eval_results: the card of ${subject.name} has no result on a data set of the hub`]
        : []),
    ],
  };
}

interface PlainMatter {
  readonly matter: { readonly [key: string]: Plain };
  /** Keys whose values are no plain data. */
  readonly odd: readonly string[];
}

/** Key by key: one value that cannot be written costs no other, least of all the license. */
function plainMatter(frontMatter: unknown): PlainMatter {
  if (typeof frontMatter !== "object" || frontMatter === null || Array.isArray(frontMatter))
    return { matter: {}, odd: [] };
  const read = Object.entries(frontMatter).map(
    ([key, value]) => [key, plainSchema.safeParse(value)] as const,
  );
  return {
    matter: Object.fromEntries(read.flatMap(([key, { data }]) => (data === undefined ? [] : [[key, data]]))),
    odd: read.flatMap(([key, { success }]) => (success ? [] : [key])),
  };
}

const plainSchema: z.ZodType<Plain> = z.lazy(() =>
  z.union([
    z.string(),
    z.number(),
    z.boolean(),
    z.null(),
    z.array(plainSchema),
    z.record(z.string(), plainSchema),
  ]),
);

function isMap(value: Plain): value is { readonly [key: string]: Plain } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Older cards show what was measured of the machine among the results; the hub would rank models by it. */
function withoutMachine(value: Plain): Plain {
  if (Array.isArray(value)) {
    const kept = value.filter((one) => !isOfMachine(one));
    return kept.map(withoutMachine).filter((one) => !isEmptied(one));
  }
  if (!isMap(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, withoutMachine(one)]));
}

function isOfMachine(value: Plain): boolean {
  return isMap(value) && typeof value.type === "string" && "value" in value && isHardwareMetric(value.type);
}

/** A result without metrics, or a model without results: nothing that the hub could show. */
function isEmptied(value: Plain): boolean {
  if (!isMap(value)) return false;
  return [value.metrics, value.results].some((list) => Array.isArray(list) && list.length === 0);
}

/** Results in the hub's nesting, from the run alone. */
function modelIndex({ subject }: ExportedVersion): Plain | undefined {
  const { name, task, results, dataset, run, workflowUrl } = cardView(subject);
  if (results.length === 0) return undefined;
  const data = dataset ?? { name: "unspecified" };
  return [
    {
      name,
      results: [
        {
          task: { type: task ?? "other" },
          dataset: { type: data.name, ...data },
          metrics: results.map((metric) => ({ type: metric.name, value: metric.value })),
          source: { name: run.id, url: workflowUrl },
        },
      ],
    },
  ];
}

/**
 * One file for each data set of the hub: an id `owner/name` that is not the name of the run's own data.
 * https://huggingface.co/docs/hub/eval-results
 */
function evalResults(
  { subject, at }: ExportedVersion,
  results: readonly IndexedResult[],
): ReadonlyMap<string, string> {
  const own = new Set(subject.run.data.map(({ name }) => name));
  const byData = new Map<string, Plain[]>();
  for (const { result } of results) {
    const { dataset, metrics, source } = result;
    const { type: id, config, revision } = dataset;
    if (own.has(id) || !/^[A-Za-z0-9][\w.-]{0,95}\/[A-Za-z0-9][\w.-]{0,95}$/.test(id)) continue;
    const of = { id, task_id: config ?? "default", ...(revision === undefined ? {} : { revision }) };
    const from =
      source === undefined ? {} : { source: { url: source.url, ...(source.name && { name: source.name }) } };
    const entries = metrics.map(({ type, value, name }): Plain => {
      return { dataset: of, value, date: at, ...from, notes: name ?? type };
    });
    byData.set(id, [...(byData.get(id) ?? []), ...entries]);
  }
  return new Map(
    [...byData].map(([id, entries]) => [`.eval_results/${id.replace("/", "__")}.yaml`, yamlText(entries)]),
  );
}
