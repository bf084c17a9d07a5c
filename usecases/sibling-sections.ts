import type { Section, Siblings } from "../core/ports/comments.ts";
import type { Renderer } from "../core/ports/renderer.ts";
import type { ListedRecord, WorkflowRecords } from "../core/ports/workflow-records.ts";
import type { CommentSections } from "../core/report/section.ts";
import { expectedSections, sectionKey, sectionOrigin } from "../core/report/section-key.ts";
import { isSameSeries, seriesOf } from "../core/run/artifact-name.ts";
import type { Run } from "../core/run/run.ts";
import {
  attempt,
  type CompareLinks,
  type ComparisonPorts,
  type ComparisonRequest,
  readComparison,
} from "./read-comparison.ts";
import { renderComment } from "./render-comment.ts";

/** Each costs as many requests as a comparison; a larger matrix is made whole by its other legs. */
const MAX_RESTORED = 20;

export interface SiblingPorts extends ComparisonPorts {
  readonly records: WorkflowRecords;
  readonly renderer: Renderer;
}

export interface SiblingRequest extends ComparisonRequest {
  /** How many jobs the run's matrix has; left out where that is not known. */
  readonly jobs?: number;
}

/**
 * What the other runs of a workflow run have to say in the comment. Their records are uploaded before anybody comments, so
 * the list of artifacts tells what must stand there in the end; a section that is missing is made anew from its record.
 */
export function siblingSections(
  ports: SiblingPorts,
  { request, notes }: { readonly request: SiblingRequest; readonly notes: string[] },
): Siblings {
  const { run } = request;
  const unwanted = new Set<string>();
  let restored = 0;
  const restore = async (key: string, record: ListedRecord): Promise<Section | undefined> => {
    // Whatever comes of it: it is tried once.
    unwanted.add(key);
    restored += 1;
    if (restored > MAX_RESTORED) return undefined;
    const ask = () => sectionOf(ports, request, record);
    return await attempt(`section of ${record.name.experiment}`, notes, { ask, otherwise: undefined });
  };
  return {
    look: async (sections) => {
      const ask = () => ports.records.list(run.trigger?.runId ?? 0);
      const listed = await attempt("other runs of the workflow run", notes, { ask, otherwise: [] });
      const siblings = newestOfEach(listed, run);
      const missing = [...siblings].filter(([key]) => !unwanted.has(key) && !stands(sections, key, run));
      return {
        count: siblings.size,
        absent: missing.map(
          ([key, record]) =>
            () =>
              restore(key, record),
        ),
      };
    },
  };
}

/** Section key → the newest record of it; the run's own is not among them. */
function newestOfEach(listed: readonly ListedRecord[], run: Run): ReadonlyMap<string, ListedRecord> {
  const newest = new Map<string, ListedRecord>();
  for (const record of listed) {
    if (isSameSeries(record.name, seriesOf(run))) continue;
    const key = sectionKey(record.name);
    if ((newest.get(key)?.id ?? 0) < record.id) newest.set(key, record);
  }
  return newest;
}

function stands(sections: CommentSections, key: string, { trigger }: Run): boolean {
  const origin = sections.get(key)?.origin ?? null;
  return origin !== null && origin.workflowRun >= (trigger?.runId ?? 0);
}

/** The registry that was opened for the one run is the only one that can be asked. */
function registrationOf({ registration }: Run, request: ComparisonRequest): Run["registration"] {
  return registration?.registry === request.registration?.registry ? registration : null;
}

/** As its own job would have written it, but for the plots. */
async function sectionOf(
  { records, renderer, ...ports }: SiblingPorts,
  request: SiblingRequest,
  { id }: ListedRecord,
): Promise<Section | undefined> {
  const { run, curves } = await records.read(id);
  if (run.comment === false || run.trigger?.runId !== request.run.trigger?.runId) return undefined;
  const links: CompareLinks = {
    ...request.links,
    artifact: request.links.run === null ? null : `${request.links.run}/artifacts/${id}`,
  };
  const told: string[] = [];
  const read = await readComparison(
    ports,
    { ...request, run, curves, plots: [], links, registration: registrationOf(run, request) },
    told,
  );
  return {
    section: sectionKey(seriesOf(run)),
    origin: sectionOrigin(run, read.repeats),
    expected: expectedSections(request.jobs, read.repeats),
    render: (budget) => renderComment(renderer, read.report(), budget),
  };
}
