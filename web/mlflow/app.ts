import { Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { PedigreeError } from "../../core/errors.ts";
import { addCalls, type MlflowDeps, toWireError } from "./api.ts";
import { addArtifactRoutes, addDownloadRoute, artifactCalls } from "./artifacts.ts";
import { experimentCalls } from "./experiments.ts";
import { loggedModelCalls } from "./logged-models.ts";
import { metricCalls } from "./metrics.ts";
import { addRegistryRefusals, addTraceRefusals } from "./registry.ts";
import { loggingCalls, runCalls } from "./runs.ts";

/**
 * The version of MLflow whose protocol this is. Clients compare it only to decide whether to send spans of traces, which
 * this server does not take (3.4 and later).
 */
export const MLFLOW_VERSION = "3.3.0";

/** A data set's profile may have 16 MB; artifacts are streamed and have no limit here. */
export const MAX_BODY_BYTES = 20_000_000;

/** For whoever follows the address of a run that MLflow's client prints. */
const NO_PAGES = `This is Pedigree's tracking server, which has no pages.

pedigree tail    shows what is tracked while the training goes on
pedigree runs    lists runs, and "pedigree show" shows one
`;

const NOT_SERVED = "this tracking server keeps experiments, runs and logged models, and does not serve";

/** MLflow's tracking protocol over a store, at `/api` for clients and `/ajax-api` for pages. No access rule: see `guard`. */
export function createMlflowApp(deps: MlflowDeps): Hono {
  const app = new Hono();
  app.get("/", (context) => context.text(NO_PAGES));
  app.get("/health", (context) => context.text("OK"));
  app.get("/version", (context) => context.text(MLFLOW_VERSION));
  addDownloadRoute(app, deps);
  const api = createApi(deps);
  for (const prefix of ["/api", "/ajax-api"]) app.route(prefix, api);
  app.notFound((context) =>
    context.json({ error_code: "ENDPOINT_NOT_FOUND", message: `${NOT_SERVED}: ${context.req.path}` }, 404),
  );
  app.onError((error, context) => {
    const { status, errorCode } = toWireError(error);
    const known = error instanceof PedigreeError;
    return context.json(
      { error_code: errorCode, message: known ? error.message : "internal error of the tracking server" },
      status,
    );
  });
  return app;
}

function createApi(deps: MlflowDeps): Hono {
  const calls = new Hono();
  calls.use(bodyLimit({ maxSize: MAX_BODY_BYTES, onError: refuseBody }));
  addCalls(calls, {
    ...experimentCalls(deps),
    ...runCalls(deps),
    ...loggingCalls(deps),
    ...metricCalls(deps),
    ...loggedModelCalls(deps),
    ...artifactCalls(deps),
  });
  addRegistryRefusals(calls);
  const api = new Hono();
  addTraceRefusals(api);
  api.route("/2.0/mlflow", calls);
  api.get("/3.0/mlflow/server-info", (context) => context.json(SERVER_INFO));
  const files = new Hono();
  addArtifactRoutes(files, deps);
  api.route("/2.0", files);
  return api;
}

const SERVER_INFO = {
  store_type: "SqlStore",
  workspaces_enabled: false,
  trace_archival_enabled: false,
  multipart_uploads_enabled: false,
  multipart_downloads_enabled: false,
};

function refuseBody(): never {
  throw new PedigreeError("TRACKING_INVALID", "the request is too large", {
    expected: `at most ${MAX_BODY_BYTES} bytes`,
    remedy: "split it across several requests",
  });
}
