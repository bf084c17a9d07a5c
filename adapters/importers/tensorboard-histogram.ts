import { type Bins, mergeBins, withoutEmptyEnds } from "../../core/run/plot-histogram.ts";
import { type BinaryReader, readInner, WireType } from "./protobuf.ts";
import { type NumberTensor, readRepeated } from "./tensorboard-numbers.ts";

/** More bins than this are damage: PyTorch's finest histogram has 1,549. */
const MAX_BINS = 20_000;

/** What a histogram turned out to be. `problem` says what was expected, and what was found. */
export type FoundBins =
  | { readonly kind: "bins"; readonly bins: Bins }
  /** No value at all, which is no mistake. */
  | { readonly kind: "empty" }
  /** Values that are NaN or infinite have no bins: the training diverged, and the file is sound. */
  | { readonly kind: "not finite" }
  | { readonly kind: "unsound"; readonly expected: string; readonly found: string };

export interface PlainHistogram {
  readonly found: FoundBins;
  /** The sum of the squares of all values, exactly; undefined where it is not told. */
  readonly sumSquares: number | undefined;
}

/** `HistogramProto` of tensorflow/core/framework/summary.proto, as PyTorch and tensorboardX write histograms. */
export function readHistogramProto(reader: BinaryReader): PlainHistogram {
  let [min, max, sumSquares] = [Number.NaN, Number.NaN, undefined as number | undefined];
  const [limits, counts]: [number[], number[]] = [[], []];
  readInner(reader, WireType.LengthDelimited, (_, field, wire) => {
    if (field === 6 || field === 7) {
      return readRepeated(reader, { wire, plain: WireType.Bit64 }, field === 6 ? limits : counts);
    }
    if (wire !== WireType.Bit64) return false;
    if (field === 1) min = reader.double();
    else if (field === 2) max = reader.double();
    else if (field === 5) sumSquares = reader.double();
    else return false;
    return true;
  });
  return { found: fromLimits({ min, max, limits, counts }), sumSquares };
}

interface Limits {
  readonly min: number;
  readonly max: number;
  /** The upper end of each bin. */
  readonly limits: readonly number[];
  readonly counts: readonly number[];
}

/** The outermost limits may be the largest numbers there are, so the smallest and largest value take their place. */
function fromLimits({ min, max, limits, counts }: Limits): FoundBins {
  if (limits.length !== counts.length) {
    return unsound("as many limits as bins", `${limits.length} limits and ${counts.length} bins`);
  }
  const wrong = wrongCounts(counts);
  if (wrong !== undefined) return wrong;
  const told = withoutEmptyEnds({ edges: [Number.NEGATIVE_INFINITY, ...limits], counts });
  if (told === undefined) return { kind: "empty" };
  if (!Number.isFinite(min) || !Number.isFinite(max)) return { kind: "not finite" };
  return checked({ edges: [min, ...told.edges.slice(1, -1), max], counts: told.counts });
}

/** Rows of left edge, right edge and count, as TensorFlow 2 and Keras write histograms. */
export function binsOfTensor({ shape, values }: NumberTensor): FoundBins {
  const [rows = 0, columns] = shape;
  if (shape.length !== 2 || columns !== 3)
    return unsound("rows of three numbers", `the shape ${shape.join(" × ")}`);
  const row = (at: number) => values.slice(at * 3, at * 3 + 3);
  const all = Array.from({ length: rows }, (_, at) => row(at));
  const counts = all.map(([, , count]) => count ?? Number.NaN);
  const wrong = wrongCounts(counts);
  if (wrong !== undefined) return wrong;
  const edges = [all[0]?.[0] ?? Number.NaN, ...all.map(([, right]) => right ?? Number.NaN)];
  const gap = all.findIndex(([left], at) => at > 0 && !isNear(left, edges[at], edges));
  if (gap >= 0) return unsound("bins side by side", `a gap before bin ${gap + 1}`);
  const told = withoutEmptyEnds({ edges, counts });
  if (told === undefined) return { kind: "empty" };
  return edges.every(Number.isFinite) ? checked(told) : { kind: "not finite" };
}

/** Edges are written twice, and each time rounded. */
function isNear(left: number | undefined, edge: number | undefined, edges: readonly number[]): boolean {
  if (left === undefined || edge === undefined) return false;
  if (!Number.isFinite(left) || !Number.isFinite(edge)) return true;
  return Math.abs(left - edge) <= 1e-5 * Math.max(Math.abs(edges[0] ?? 0), Math.abs(edges.at(-1) ?? 0));
}

function wrongCounts(counts: readonly number[]): FoundBins | undefined {
  if (counts.length > MAX_BINS) return unsound(`at most ${MAX_BINS} bins`, `${counts.length} bins`);
  const wrong = counts.find((count) => !(count >= 0 && Number.isFinite(count)));
  return wrong === undefined ? undefined : unsound("a count of 0 or more in each bin", String(wrong));
}

function checked(bins: Bins): FoundBins {
  const { edges } = bins;
  const back = edges.findIndex((edge, at) => at > 0 && !(edge >= (edges[at - 1] ?? edge)));
  if (back > 0) return unsound("ascending edges", `${edges[back]} after ${edges[back - 1]}`);
  return { kind: "bins", bins: mergeBins(bins) };
}

function unsound(expected: string, found: string): FoundBins {
  return { kind: "unsound", expected, found };
}
