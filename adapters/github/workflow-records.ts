import type { ListedRecord, WorkflowRecords } from "../../core/ports/workflow-records.ts";
import { parseArtifactName } from "../../core/run/artifact-name.ts";
import { withTimeout } from "./request.ts";
import { listWorkflowRun, PAGE_SIZE, type RunArtifactOptions, readRunWithCurves } from "./run-artifacts.ts";

/** A job uploads at most 500 artifacts, a matrix has at most 256 jobs; so many artifacts are looked at. */
const MAX_PAGES = 10;

/** Records out of the artifacts of the training repository. */
export function createWorkflowRecords(given: RunArtifactOptions): WorkflowRecords {
  const options = { ...given, client: withTimeout(given.client) };
  return {
    list: async (workflowRun) => {
      const records: ListedRecord[] = [];
      for (let page = 1; page <= MAX_PAGES; page += 1) {
        const { artifacts, total_count } = await listWorkflowRun(options, workflowRun, page);
        for (const { id, name, expired } of artifacts) {
          const parsed = expired ? undefined : parseArtifactName(name);
          if (parsed !== undefined) records.push({ id, name: parsed });
        }
        if (page * PAGE_SIZE >= total_count) break;
      }
      return records;
    },
    read: async (id) => await readRunWithCurves(options, id),
  };
}
