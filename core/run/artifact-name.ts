/**
 * The workflow artifact that holds a run: `pedigree-run.EXPERIMENT`, for a leg of a matrix `pedigree-run.EXPERIMENT@LEG`.
 * GitHub lists artifacts by exact name, so a fixed name per experiment and leg finds the baseline in one request, and a
 * list of names tells which sections a comment must have. A second run of the same in one workflow run takes `~2`,
 * `~3` … because artifact names are unique there.
 */
const PREFIX = "pedigree-run.";

export interface ArtifactName {
  readonly experiment: string;
  /** See `trigger.leg` of the record; left out where there is none. */
  readonly leg?: string;
  /** 1 for the first, 2 for the one that had to take `~2`. */
  readonly ordinal: number;
}

/** Which runs are compared with each other. */
export type RunSeries = Omit<ArtifactName, "ordinal">;

/** The series of a run, and nothing else of it. */
export function seriesOf({ experiment, trigger }: SeriesOfRun): RunSeries {
  return { experiment, ...(trigger?.leg === undefined ? {} : { leg: trigger.leg }) };
}

interface SeriesOfRun {
  readonly experiment: string;
  readonly trigger: { readonly leg?: string | undefined } | null;
}

export function isSameSeries(a: RunSeries, b: RunSeries): boolean {
  return a.experiment === b.experiment && a.leg === b.leg;
}

export function formatArtifactName({ experiment, leg, ordinal }: ArtifactName): string {
  const series = leg === undefined ? encode(experiment) : `${encode(experiment)}@${encode(leg)}`;
  return `${PREFIX}${series}${ordinal === 1 ? "" : `~${ordinal}`}`;
}

const FORM =
  /^pedigree-run\.((?:[A-Za-z0-9._=-]|%[0-9A-F]{2})+)(?:@((?:[A-Za-z0-9._=-]|%[0-9A-F]{2})+))?(?:~([2-9]|[1-9][0-9]{1,3}))?$/;

export function parseArtifactName(text: string): ArtifactName | undefined {
  const [, experiment, leg, ordinal] = FORM.exec(text) ?? [];
  const [first, second] = [decode(experiment), decode(leg)];
  if (first === undefined) return undefined;
  const name = {
    experiment: first,
    ...(second === undefined ? {} : { leg: second }),
    ordinal: ordinal === undefined ? 1 : Number(ordinal),
  };
  return formatArtifactName(name) === text ? name : undefined;
}

// Artifact names may not hold " : < > | * ? \ / or line breaks; per cent encoding keeps any experiment name
// apart from any other, where replacing by "-" would let two of them collide.
function encode(text: string): string {
  return Array.from(new TextEncoder().encode(text), (byte) => {
    const char = String.fromCharCode(byte);
    return /[A-Za-z0-9._=-]/.test(char) ? char : `%${byte.toString(16).toUpperCase().padStart(2, "0")}`;
  }).join("");
}

function decode(text: string | undefined): string | undefined {
  try {
    return text === undefined ? undefined : decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
