import { roleInName } from "../data/role-in-name.ts";
import { freeName } from "./free-name.ts";
import { differingParts } from "./group-labels.ts";
import { under } from "./import-source.ts";
import type { Measurement } from "./measurement.ts";

/** A file that somebody named, with what it measures; the path is relative to the workspace, with `/`. */
export interface NamedFile {
  readonly path: string;
  readonly measurements: readonly Measurement[];
}

/** Room for the number by which a name becomes a free one; a record takes 250 characters. */
const MAX_NAME = 240;

/**
 * The measurements of several files that were named. What stands in one of them only keeps its name. Files that hold the same
 * metric are told apart by the folders or names in which they differ (`fold_0/auc`), unless they are one story: parts of one
 * folder that are counted through and whose steps go on (`metrics.0.jsonl`, `metrics.1.jsonl`), or a curve and its final
 * value.
 */
export function joinNamedFiles(files: readonly NamedFile[]): readonly Measurement[] {
  const [only, ...others] = files.filter(({ measurements }) => measurements.length > 0);
  if (only === undefined || others.length === 0) return only?.measurements ?? [];
  const stories = gatherStories([only, ...others].map(readSpans));
  const holders = Map.groupBy(
    stories.flatMap((story) => namesOf(story).map((name) => ({ story, name }))),
    ({ name }) => name,
  );
  const isShared = (name: string) => (holders.get(name)?.length ?? 0) > 1;
  const labels = labelStories(stories.filter((story) => namesOf(story).some(isShared)));
  const taken = new Set([...holders.keys()].filter((name) => !isShared(name)));
  return stories.flatMap((story) => {
    const label = labels.get(story) ?? "";
    const apart = namesOf(story).filter(isShared);
    const shown = new Map(
      apart.map((name) => [name, freeName(under(label, name).slice(0, MAX_NAME), taken)]),
    );
    return story.flatMap(({ measurements }) => measurements.map((one) => renamed(one, shown)));
  });
}

function renamed(measurement: Measurement, shown: ReadonlyMap<string, string>): Measurement {
  const metric = shown.get(measurement.metric);
  return metric === undefined ? measurement : { ...measurement, metric };
}

/** From which step to which a file tells of a metric, and how many of its values have none. */
interface Span {
  first: number;
  last: number;
  finals: number;
}

interface Part extends NamedFile {
  readonly folder: string;
  readonly name: string;
  readonly spans: ReadonlyMap<string, Span>;
}

/** Files that tell of the same metrics one after the other, in the order of their steps. */
type Story = readonly Part[];

function readSpans({ path, measurements }: NamedFile): Part {
  const spans = new Map<string, Span>();
  for (const { metric, step } of measurements) {
    const span = spans.get(metric) ?? {
      first: Number.POSITIVE_INFINITY,
      last: Number.NEGATIVE_INFINITY,
      finals: 0,
    };
    spans.set(metric, span);
    if (step === null) span.finals += 1;
    else {
      span.first = Math.min(span.first, step);
      span.last = Math.max(span.last, step);
    }
  }
  const at = path.lastIndexOf("/");
  return { path, measurements, spans, folder: path.slice(0, Math.max(at, 0)), name: path.slice(at + 1) };
}

function gatherStories(parts: readonly Part[]): readonly Story[] {
  const stories: Part[][] = [];
  for (const part of parts) {
    const known = stories.find((story) => belongsTo(part, story));
    if (known === undefined) stories.push([part]);
    else known.push(part);
  }
  return stories.map((story) => (story.length === 1 ? story : story.toSorted(byFirstStep)));
}

/** What has no step has no place among steps, and stays where it is beside others of its kind. */
function byFirstStep(a: Part, b: Part): number {
  const first = ({ spans }: Part) => Math.min(...Array.from(spans.values(), (span) => span.first));
  const [one, other] = [first(a), first(b)];
  return one === other ? 0 : one - other;
}

function belongsTo(part: Part, story: Story): boolean {
  const beside = story.filter(({ spans }) => sharedNames(part.spans, spans).length > 0);
  return beside.length > 0 && beside.every((known) => areOneStory(part, known));
}

function areOneStory(a: Part, b: Part): boolean {
  if (a.folder !== b.folder) return false;
  const counted = uncounted(a.name) === uncounted(b.name);
  const alike = roleInName(a.name) === roleInName(b.name);
  return sharedNames(a.spans, b.spans).every(([one, other]) => {
    if (one.finals === 0 && other.finals === 0)
      return counted && (one.last < other.first || other.last < one.first);
    return alike && (isFinal(one, other) || isFinal(other, one));
  });
}

/** Whether the one value without a step is the last word on the curve. */
function isFinal(value: Span, curve: Span): boolean {
  return value.finals === 1 && value.last < value.first && curve.finals === 0;
}

/** `metrics.jsonl` of `metrics.1.jsonl`. */
function uncounted(name: string): string {
  return name.replace(/[._-]?\d+/g, "");
}

function sharedNames(a: Part["spans"], b: Part["spans"]): readonly (readonly [Span, Span])[] {
  return Array.from(a, ([name, span]) => [span, b.get(name)] as const).flatMap(([span, other]) =>
    other === undefined ? [] : [[span, other] as const],
  );
}

function namesOf(story: Story): readonly string[] {
  const [only, ...others] = story;
  if (only !== undefined && others.length === 0) return [...only.spans.keys()];
  return [...new Set(story.flatMap(({ spans }) => [...spans.keys()]))];
}

/** By their folders where each has one of its own, else by their names. */
function labelStories(stories: readonly Story[]): ReadonlyMap<Story, string> {
  const firsts = stories.flatMap((story) => story.slice(0, 1));
  const folders = firsts.map(({ folder }) => (folder === "" ? "." : folder));
  const bare = firsts.map(({ path }) => path.replace(/\.[a-z]+$/i, ""));
  const whole = firsts.map(({ path }) => path);
  const distinct = [folders, bare].find((names) => new Set(names).size === names.length) ?? whole;
  const labels = differingParts(distinct);
  return new Map(stories.map((story, at) => [story, labels[at] ?? ""]));
}
