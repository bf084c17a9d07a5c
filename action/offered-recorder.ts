import type { ActionHost, JobEnvironment } from "../core/ports/action-host.ts";
import type { Recorder } from "../core/ports/recorder.ts";
import { trackingVariables } from "../core/run/tracking-variables.ts";

/** Whom a recorder is offered to. */
export interface OfferPorts {
  readonly host: Pick<ActionHost, "info">;
  readonly job: Pick<JobEnvironment, "hide">;
  /** What the training has in its environment already. */
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** A recorder as training code may have it: its token is hidden in logs, and another server that is set stays so. */
export function offeredRecorder(recorder: Recorder, { host, job, env }: OfferPorts): Recorder {
  return {
    open: async () => {
      const { value: session, warnings } = await recorder.open();
      if (session === null) return { value: null, warnings };
      const token = session.variables.MLFLOW_TRACKING_TOKEN;
      if (token !== undefined) job.hide(token);
      const { variables, notes } = trackingVariables(session.variables, env);
      for (const note of notes) host.info(`Pedigree: ${note}`);
      return { value: { ...session, variables }, warnings };
    },
  };
}
