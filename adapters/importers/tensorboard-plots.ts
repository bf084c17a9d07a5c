import { PedigreeError } from "../../core/errors.ts";
import type { FoundPlot } from "../../core/ports/importer.ts";
import { EvenSteps, pickEvenly } from "../../core/run/even-steps.ts";
import { encodeMetric, type MetricValue } from "../../core/run/metric.ts";
import type { Histogram } from "../../core/run/plot-histogram.ts";
import type { BinaryReader } from "./protobuf.ts";
import { binsOfTensor, type FoundBins, readHistogramProto } from "./tensorboard-histogram.ts";
import { type NumberTensor, readNumberTensor } from "./tensorboard-numbers.ts";

/** Tags that are looked at; a model of more layers is shown in part. */
const MAX_TAGS = 200;
/** Of each file so many are kept: a comment shows four plots, and a record twenty. */
const MAX_HISTOGRAMS = 12;
const MAX_CURVES = 6;
/** As many steps as a chart of percentiles is read off at. */
const MAX_STEPS = 40;
const MAX_NORMS = 100;

/** `grad/conv1.weight`, `conv1.weight.grad`, `gradients/fc`; not `upgrade`. */
const GRADIENT = /(^|[^a-z])grad(ient)?s?([^a-z]|$)/i;

/** A value of a summary that is drawn: where it begins, and which plugin its tag belongs to. */
export interface DrawnValue {
  readonly tag: string;
  readonly step: number;
  readonly plugin: string | undefined;
  /** Where its tensor or its `HistogramProto` begins; -1 for none. */
  readonly tensor: number;
  readonly histogram: number;
}

interface PrCurve {
  readonly step: number;
  readonly points: readonly [number, number][];
}

/**
 * What the event files of one writer hold to look at: histograms over steps, the norms of gradients that follow from them, and
 * the newest precision-recall curve of each tag. However long the file is, only so much of it is held.
 */
export class EventPlots {
  readonly #histograms = new Map<string, EvenSteps<Histogram>>();
  readonly #norms = new Map<string, EvenSteps<[number, MetricValue]>>();
  readonly #curves = new Map<string, PrCurve>();
  readonly #left = new Set<string>();
  readonly #problems = new Map<string, { readonly first: PedigreeError; count: number }>();
  /** Whether something was damaged, and is not only without a picture. */
  isPartial = false;

  /** Takes a value that is drawn, and passes over all others. The reader stands where it stood. */
  read(reader: BinaryReader, value: DrawnValue): void {
    const { plugin, tensor, histogram, tag } = value;
    const isDrawn = histogram >= 0 || (tensor >= 0 && (plugin === "histograms" || plugin === "pr_curves"));
    if (!isDrawn || tag === "" || tag.length > 250) return;
    const end = reader.pos;
    reader.pos = histogram >= 0 ? histogram : tensor;
    if (histogram >= 0) this.#addProto(reader, value);
    else this.#addTensor(readNumberTensor(reader), value);
    reader.pos = end;
  }

  #addProto(reader: BinaryReader, { tag, step }: DrawnValue): void {
    const { found, sumSquares } = readHistogramProto(reader);
    this.#addBins(found, tag, step);
    // Of a diverged gradient the norm is NaN or infinite, which is what a reader looks for.
    if (sumSquares === undefined || !GRADIENT.test(tag)) return;
    const norm = encodeMetric(Math.sqrt(sumSquares));
    this.#seriesOf(this.#norms, tag, MAX_NORMS)?.add([step, norm]);
  }

  #addTensor(tensor: NumberTensor | undefined, { tag, step, plugin }: DrawnValue): void {
    if (tensor === undefined)
      this.#leaveOut("unsound", { tag, step, expected: "a tensor of numbers", found: "none" });
    else if (plugin === "histograms") this.#addBins(binsOfTensor(tensor), tag, step);
    else this.#addCurve(tensor, tag, step);
  }

  #addBins(found: FoundBins, tag: string, step: number): void {
    if (found.kind === "bins") this.#seriesOf(this.#histograms, tag, MAX_STEPS)?.add({ step, ...found.bins });
    else if (found.kind === "unsound") this.#leaveOut("unsound", { tag, step, ...found });
    else if (found.kind === "not finite") {
      this.#leaveOut("not finite", { tag, step, expected: "finite values", found: "NaN or infinite ones" });
    }
  }

  #addCurve({ shape, values }: NumberTensor, tag: string, step: number): void {
    const [rows, count = 0] = shape;
    if (shape.length !== 2 || rows !== 6 || count === 0) {
      this.#leaveOut("unsound", { tag, step, expected: "six rows", found: `the shape ${shape.join(" × ")}` });
      return;
    }
    const points = prPoints(values, count);
    if (points === undefined) {
      this.#leaveOut("unsound", { tag, step, expected: "precision and recall from 0 to 1", found: "others" });
      return;
    }
    const known = this.#curves.get(tag);
    if (known === undefined && this.#curves.size >= MAX_TAGS) this.#left.add(tag);
    else if (known === undefined || step >= known.step) this.#curves.set(tag, { step, points });
  }

  #seriesOf<T>(all: Map<string, EvenSteps<T>>, tag: string, limit: number): EvenSteps<T> | undefined {
    const known = all.get(tag);
    if (known !== undefined) return known;
    if (all.size >= MAX_TAGS) {
      this.#left.add(tag);
      return undefined;
    }
    const series = new EvenSteps<T>(limit);
    all.set(tag, series);
    return series;
  }

  #leaveOut(
    kind: "unsound" | "not finite",
    { tag, step, expected, found }: { tag: string; step: number; expected: string; found: string },
  ): void {
    if (kind === "unsound") this.isPartial = true;
    const known = this.#problems.get(kind);
    if (known !== undefined) known.count += 1;
    else {
      const place = { path: `${tag.slice(0, 100)} at step ${step}`, expected, found };
      this.#problems.set(kind, { first: new PedigreeError("SCHEMA_MISMATCH", "not drawn", place), count: 1 });
    }
  }

  /** In the order in which the tags came; of many, evenly spaced ones. */
  plots(): readonly FoundPlot[] {
    const layers = [...this.#norms].map(([name, series]) => ({ name, points: [...series.values()] }));
    const curves = pickEvenly([...this.#curves], MAX_CURVES).map(
      ([tag, { step, points }]): FoundPlot => ({
        name: tag,
        plot: {
          pedigree: "precision-recall",
          title: `${tag.slice(0, 160)} at step ${step}`,
          points: [...points],
        },
      }),
    );
    const histograms = pickEvenly([...this.#histograms], MAX_HISTOGRAMS).map(
      ([tag, series]): FoundPlot => ({
        name: tag,
        plot: { pedigree: "histogram", title: tag.slice(0, 200), histograms: [...series.values()] },
      }),
    );
    const norms: FoundPlot[] =
      layers.length === 0 ? [] : [{ name: "gradient norms", plot: { pedigree: "gradient-norms", layers } }];
    return [...norms, ...curves, ...histograms];
  }

  /** What was left out, and why, a line for each kind. */
  problems(subject: string): readonly PedigreeError[] {
    const told = [...this.#problems.values()].map(({ first: { details }, count }) => {
      const more = count === 1 ? "" : `, and ${count - 1} more like it`;
      return problem(subject, { ...details, found: `${details.found}${more}` });
    });
    const histograms = this.#histograms.size - MAX_HISTOGRAMS;
    const unkept = Math.max(0, histograms) + Math.max(0, this.#curves.size - MAX_CURVES) + this.#left.size;
    if (unkept === 0) return told;
    const expected = `at most ${MAX_HISTOGRAMS} histograms and ${MAX_CURVES} curves`;
    return [
      ...told,
      problem(subject, { expected, found: `${unkept} more, which are in the event file alone` }),
    ];
  }
}

function problem(subject: string, details: PedigreeError["details"]): PedigreeError {
  return new PedigreeError("SCHEMA_MISMATCH", "not everything is drawn", { ...details, subject });
}

/** Rows of the plugin `pr_curves`: true and false positives, true and false negatives, precision, recall. */
const ROWS = { truePositives: 0, falsePositives: 1, precision: 4, recall: 5 } as const;

/** Pairs of recall and precision, from the highest threshold to the lowest; undefined where one is no share. */
function prPoints(values: readonly number[], count: number): readonly [number, number][] | undefined {
  const points: [number, number][] = [];
  for (let at = count - 1; at >= 0; at -= 1) {
    const of = (row: keyof typeof ROWS) => values[ROWS[row] * count + at] ?? Number.NaN;
    const [recall, precision] = [of("recall"), of("precision")];
    if (!isShare(recall) || !isShare(precision)) return undefined;
    // Above the highest score nothing is predicted, and precision is 0 by 0.
    if (of("truePositives") + of("falsePositives") > 0) points.push([recall, precision]);
  }
  return points;
}

const isShare = (value: number) => value >= 0 && value <= 1;
