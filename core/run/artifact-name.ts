/**
 * The workflow artifact that holds a run: `pedigree-run.EXPERIMENT`. GitHub lists artifacts by exact name, so
 * a fixed name per experiment finds the baseline in one request. A second run of the same experiment in one
 * workflow run takes `~2`, `~3` … because artifact names are unique there.
 */
const PREFIX = "pedigree-run.";

export interface ArtifactName {
  readonly experiment: string;
  /** 1 for the first, 2 for the one that had to take `~2`. */
  readonly ordinal: number;
}

export function formatArtifactName({ experiment, ordinal }: ArtifactName): string {
  return `${PREFIX}${encodeExperiment(experiment)}${ordinal === 1 ? "" : `~${ordinal}`}`;
}

export function parseArtifactName(text: string): ArtifactName | undefined {
  const match = /^pedigree-run\.((?:[A-Za-z0-9._-]|%[0-9A-F]{2})+)(?:~([2-9]|[1-9][0-9]{1,3}))?$/.exec(text);
  if (match?.[1] === undefined) return undefined;
  const experiment = decodeExperiment(match[1]);
  if (experiment === undefined) return undefined;
  const name = { experiment, ordinal: match[2] === undefined ? 1 : Number(match[2]) };
  return formatArtifactName(name) === text ? name : undefined;
}

// Artifact names may not hold " : < > | * ? \ / or line breaks; per cent encoding keeps any experiment name
// apart from any other, where replacing by "-" would let two of them collide.
function encodeExperiment(experiment: string): string {
  return Array.from(new TextEncoder().encode(experiment), (byte) => {
    const char = String.fromCharCode(byte);
    return /[A-Za-z0-9._-]/.test(char) ? char : `%${byte.toString(16).toUpperCase().padStart(2, "0")}`;
  }).join("");
}

function decodeExperiment(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
