import type { SectionOrigin } from "./section.ts";

/** What a hidden line says of the section that begins there. */
export interface OpenedSection {
  readonly key: string;
  readonly origin: SectionOrigin | null;
}

const KEY = "(?:[A-Za-z0-9._]|%[0-9A-F]{2})*";
const ORIGIN = "([0-9]{1,15})\\.([0-9]{1,9})\\.([0-9]{1,9})";
const OPEN = new RegExp(`^<!-- pedigree:section:(${KEY})(?: of ${ORIGIN})? -->$`);
const FROM = new RegExp(`^<!-- pedigree:from:(${KEY})(?: at ([0-9a-f]{40,64}))? -->$`);
const COUNTED = new RegExp(`^<!-- pedigree:counted:(${KEY})(?: of ${ORIGIN}(?: in (${KEY}))?)? -->$`);

export function openMarker(key: string, origin: SectionOrigin | null): string {
  return `<!-- pedigree:section:${encodeKey(key)}${ofRun(origin)} -->`;
}

export function parseOpenMarker(line: string): OpenedSection | undefined {
  const [, key, ...numbers] = OPEN.exec(line.trim()) ?? [];
  return opened(key, originOf(numbers));
}

export function closeMarker(key: string): string {
  return `<!-- /pedigree:section:${encodeKey(key)} -->`;
}

/**
 * Which workflow and commit the section is of, as the first line inside of it: those who know nothing of such a line
 * take it for text of the section and keep it. Undefined where the section does not tell.
 */
export function fromMarker({ workflow, commit }: Partial<SectionOrigin>): string | undefined {
  if (workflow === undefined) return undefined;
  return `<!-- pedigree:from:${encodeKey(workflow)}${commit === undefined ? "" : ` at ${commit}`} -->`;
}

export function parseFromMarker(line: string): Pick<SectionOrigin, "workflow" | "commit"> | undefined {
  const [, encoded, commit] = FROM.exec(line.trim()) ?? [];
  const workflow = decodeKey(encoded);
  if (workflow === undefined) return undefined;
  return { workflow, ...(commit === undefined ? {} : { commit }) };
}

/** A section of which nothing is shown, and which is counted instead: all that is kept of it is this line. */
export function countedMarker(key: string, origin: SectionOrigin | null): string {
  const { workflow } = origin ?? {};
  const from = workflow === undefined ? "" : ` in ${encodeKey(workflow)}`;
  return `<!-- pedigree:counted:${encodeKey(key)}${ofRun(origin)}${from} -->`;
}

export function parseCountedMarker(line: string): OpenedSection | undefined {
  const [, key, run, attempt, runs, encoded] = COUNTED.exec(line.trim()) ?? [];
  const origin = originOf([run, attempt, runs]);
  const workflow = decodeKey(encoded);
  return opened(key, origin === null || workflow === undefined ? origin : { ...origin, workflow });
}

function ofRun(origin: SectionOrigin | null): string {
  return origin === null ? "" : ` of ${origin.workflowRun}.${origin.attempt}.${origin.runs}`;
}

function originOf([workflowRun, attempt, runs]: readonly (string | undefined)[]): SectionOrigin | null {
  if (workflowRun === undefined) return null;
  return { workflowRun: Number(workflowRun), attempt: Number(attempt), runs: Number(runs) };
}

function opened(encoded: string | undefined, origin: SectionOrigin | null): OpenedSection | undefined {
  const key = decodeKey(encoded);
  return key === undefined ? undefined : { key, origin };
}

/** A hyphen is encoded as well, so that no key can hold the end of an HTML comment. */
export function encodeKey(key: string): string {
  return key.replace(/[^A-Za-z0-9._]+/g, (text) =>
    Array.from(
      new TextEncoder().encode(text),
      (byte) => `%${byte.toString(16).toUpperCase().padStart(2, "0")}`,
    ).join(""),
  );
}

function decodeKey(encoded: string | undefined): string | undefined {
  try {
    const key = encoded === undefined ? undefined : decodeURIComponent(encoded);
    return key !== undefined && encodeKey(key) === encoded ? key : undefined;
  } catch {
    return undefined;
  }
}
