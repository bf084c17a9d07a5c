import type { RunArtifactStore } from "../core/ports/recording.ts";
import { seriesOf } from "../core/run/artifact-name.ts";
import type { Run } from "../core/run/run.ts";
import { uploadRun } from "../usecases/upload-run.ts";
import { describeTrouble } from "../usecases/warnings.ts";

export interface SendPorts {
  readonly warn: (line: string) => void;
  readonly artifacts: RunArtifactStore;
  readonly read: (folder: string) => Promise<Run>;
}

/**
 * Sends a record whose step was killed while it did so: a job that is cancelled gets seconds, in which a large model does not
 * arrive. The last part of the step has the time that the runner gives to it.
 */
export async function sendLeft(folder: string, { warn, artifacts, read }: SendPorts): Promise<void> {
  try {
    const run = await read(folder);
    const { name } = await uploadRun(artifacts, { series: seriesOf(run), folder });
    warn(
      `upload: the step ended before it had sent its record, which is now in ${name}; it was not compared`,
    );
  } catch (error) {
    warn(describeTrouble("upload", error));
  }
}
