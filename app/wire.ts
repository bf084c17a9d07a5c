import { once } from "node:events";
import { createServer, type Server } from "node:http";
import { setTimeout as delay } from "node:timers/promises";
import type { Logger, Probot } from "probot";
import { GitHubDeploymentGates } from "../adapters/github/deployment-gates.ts";
import { Installations } from "../adapters/github/installations.ts";
import { GitHubRegistries } from "../adapters/github/registries.ts";
import { GitHubTrainingDesks } from "../adapters/github/training-desks.ts";
import { GitHubTrainingRuns } from "../adapters/github/training-runs.ts";
import { documents } from "../adapters/importers/documents.ts";
import { curveFiles } from "../adapters/parquet/curves-parquet.ts";
import { createRenderer } from "../adapters/render/renderer.ts";
import { attestationVerifier } from "../adapters/sigstore/attestation-verifier.ts";
import { ThreadedInbox } from "../adapters/store/threaded-inbox.ts";
import { PedigreeError } from "../core/errors.ts";
import type { SharedInbox } from "../core/ports/inbox.ts";
import { describeSweep } from "../usecases/describe-outcomes.ts";
import { sweepDeliveries } from "../usecases/sweep-deliveries.ts";
import { type AppConfig, parseConfig, serverUrlOf, type WrittenAppConfig } from "./config.ts";
import { Enforcement } from "./enforcement.ts";
import { judgeDelivery } from "./handlers/index.ts";
import { createIngress } from "./ingress.ts";
import { Jobs } from "./jobs.ts";
import { createJournal, type Journal } from "./journal.ts";
import { Lanes } from "./lanes.ts";
import { Periodic } from "./periodic.ts";
import { bindHandlers, createProbot, type Dispatch } from "./probot.ts";
import { BodyReader } from "./read-body.ts";
import { createReconciler } from "./reconciler.ts";
import { type Time, wallTime } from "./time.ts";
import { Worker } from "./worker.ts";

export interface AppOptions {
  readonly config: WrittenAppConfig;
  /** Gets one plain line for each thing done, in place of structured log lines. */
  readonly log?: (line: string) => void;
  /** Every request to GitHub passes through it; tests give one that judges. */
  readonly fetch?: typeof fetch;
  /** Probot's logger in place of its own; tests give one that listens. */
  readonly logger?: Logger;
  /** The App's clock and pauses. */
  readonly time?: Time;
  /** Opens the inbox in place of a thread of its own. */
  readonly openInbox?: (path: string) => Promise<SharedInbox>;
}

export interface RunningApp {
  /** Where GitHub delivers webhooks. */
  readonly url: string;
  /** Takes nothing new, finishes what is begun, and leaves the rest in the inbox for the next start. */
  close(): Promise<void>;
  /** Whether every delivery that is due was worked off and nothing is under way. */
  isIdle(): Promise<boolean>;
  /** When it is idle. */
  idle(): Promise<void>;
  /** One pass of the reconciler over every registry. */
  reconcile(): Promise<void>;
  /** One look for webhooks that did not arrive. */
  sweep(): Promise<void>;
}

/**
 * The App's one composition root. Raises CONFIG_INVALID for an unsafe configuration, and an error of the remote
 * family when GitHub cannot be asked who the App is.
 */
export async function startApp(options: AppOptions): Promise<RunningApp> {
  const config = parseConfig(options.config);
  const fetcher = options.fetch ?? fetch;
  const probot = await createProbot(config, fetcher, options.logger).ready();
  const journal = createJournal({ config, logger: probot.log, log: options.log });
  const time = options.time ?? wallTime;
  const openInbox = options.openInbox ?? ((path) => ThreadedInbox.open(path, { now: time.now }));
  const inbox = await openInbox(config.inbox);
  try {
    const machine = await assemble({ config, fetcher, probot, journal, inbox, time });
    return await open({ config, journal, inbox, machine });
  } catch (error) {
    await inbox.close();
    throw error;
  }
}

interface Parts {
  readonly config: AppConfig;
  readonly fetcher: typeof fetch;
  readonly probot: Probot;
  readonly journal: Journal;
  readonly inbox: SharedInbox;
  readonly time: Time;
}

interface Machine {
  readonly worker: Worker;
  readonly reconciler: Periodic;
  readonly sweep: Periodic;
  readonly enforcement: Enforcement;
  readonly lanes: Lanes;
}

/** Once an hour: what a webhook would have said the reconciler finds by itself, only later. */
const SWEEP_SECONDS = 3_600;

async function assemble({ config, fetcher, probot, journal, inbox, time }: Parts): Promise<Machine> {
  const installations = new Installations({
    app: await probot.auth(),
    authenticate: (installationId) => probot.auth(installationId),
    time,
  });
  const { appId, slug } = await installations.self();
  const dispatch = bindHandlers(probot, { appId, botLogin: `${slug}[bot]` });
  const lanes = new Lanes({ holds: inbox, time });
  const jobs = assembleJobs({ config, fetcher, journal, installations, appId, lanes, time });
  const worker = new Worker({
    inbox,
    time,
    perform: (delivery) => performAll(dispatch, jobs, delivery),
    onTrouble: (error, { id, event }, fate) => journal.trouble(`delivery ${id} (${event}) ${fate}`, error),
  });
  const enforcement = new Enforcement({ wanted: config.registries ?? [], say: (line) => journal.say(line) });
  const reconciler = createReconciler({
    seconds: config.reconcileSeconds,
    time,
    registries: async () => {
      const names = await registryNames(config, installations);
      enforcement.present(names);
      return names;
    },
    reconcile: async (registry) => enforcement.done(registry, await jobs.reconcile(registry)),
    onTrouble(error, registry) {
      if (registry !== undefined) enforcement.failed(registry, error);
      journal.trouble(`reconciling ${registry ?? "the registries"}`, error);
    },
  });
  return { worker, reconciler, sweep: createSweep(installations, journal, time), enforcement, lanes };
}

function createSweep(installations: Installations, journal: Journal, time: Time): Periodic {
  const work = async () => {
    try {
      const outcome = await sweepDeliveries(installations.deliveryLog());
      for (const line of describeSweep(outcome)) journal.say(line);
    } catch (error) {
      journal.trouble("looking for webhooks that did not arrive", error);
    }
  };
  return new Periodic({ seconds: SWEEP_SECONDS, work, time });
}

/** Everything that may be a registry. */
async function registryNames(config: AppConfig, installations: Installations): Promise<readonly string[]> {
  return config.registries ?? (await installations.repositories());
}

interface JobParts extends Omit<Parts, "probot" | "inbox"> {
  readonly installations: Installations;
  readonly appId: number;
  readonly lanes: Lanes;
}

function assembleJobs({ config, fetcher, journal, installations, appId, lanes, time }: JobParts): Jobs {
  const serverUrl = serverUrlOf(config);
  const download = { apiUrl: config.githubUrl, hosts: config.artifactHosts };
  return new Jobs({
    registries: new GitHubRegistries({
      installations,
      appId,
      serverUrl,
      branch: config.registryBranch,
      now: time.now,
    }),
    runs: new GitHubTrainingRuns(installations, { download, fetch: fetcher }),
    desks: new GitHubTrainingDesks({ installations, serverUrl, download, fetch: fetcher }),
    documents,
    renderer: createRenderer({ server: serverUrl }),
    curves: curveFiles,
    attestations: attestationVerifier,
    gates: new GitHubDeploymentGates(installations),
    registryNames: () => registryNames(config, installations),
    registriesKnownBy: config.registries === undefined ? "discovered" : "listed",
    lanes,
    say: (line) => journal.say(line),
  });
}

async function performAll(dispatch: Dispatch, jobs: Jobs, delivery: Parameters<Dispatch>[0]): Promise<void> {
  const wanted = await dispatch(delivery);
  await Promise.all(wanted.map((job) => jobs.perform(job)));
}

interface Opening extends Pick<Parts, "config" | "journal" | "inbox"> {
  readonly machine: Machine;
}

async function open({ config, journal, inbox, machine }: Opening): Promise<RunningApp> {
  const { worker, reconciler, sweep, enforcement, lanes } = machine;
  let ready = true;
  const server = createServer(
    { requestTimeout: 30_000, headersTimeout: 10_000, maxHeaderSize: 16 * 1024 },
    createIngress({
      path: config.webhookPath,
      secrets: config.webhookSecrets,
      inbox,
      bodies: new BodyReader(),
      judge: judgeDelivery,
      onAccepted: () => worker.wake(),
      onTrouble: (error) => journal.trouble("receiving a delivery", error),
      isReady: () => ready,
      lapsed: () => enforcement.lapsed,
    }),
  );
  server.listen(config.port, config.host);
  await once(server, "listening");
  worker.start();
  reconciler.start();
  sweep.start();
  const isIdle = async () => reconciler.isIdle && sweep.isIdle && lanes.isIdle && (await worker.isIdle());
  return {
    url: `http://${config.host}:${portOf(server)}${config.webhookPath}`,
    reconcile: () => reconciler.run(),
    sweep: () => sweep.run(),
    isIdle,
    async idle() {
      while (!(await isIdle())) await delay(5);
    },
    async close() {
      ready = false;
      server.close();
      server.closeIdleConnections();
      await Promise.all([worker.stop(), reconciler.stop(), sweep.stop()]);
      await lanes.idle();
      server.closeAllConnections();
      await inbox.close();
    },
  };
}

function portOf(server: Server): number {
  const address = server.address();
  if (address !== null && typeof address === "object") return address.port;
  throw new PedigreeError("INTERNAL", "the server listens on no port");
}
