import type { Context, Hono } from "hono";

/** What the tracking server answers where a client expects a model registry. */
const REFUSAL =
  "this tracking server changes no model registry: a version enters Pedigree's registry by pull request, after its run";
const NO_REGISTRY = "this tracking server holds no model registry";

const NO_TRACES =
  "this tracking server keeps no traces: keep what they tell as metrics, or as a table or text that is logged with the run";

const READS = ["get", "search", "get-latest-versions", "get-download-uri"];

/**
 * Registered models and their versions are governed elsewhere. Writes are refused as a matter of rights, which clients show
 * at once; reads as something that is not there. Neither is repeated by clients.
 */
export function addRegistryRefusals(app: Hono): void {
  app.all("/registered-models/*", refuse);
  app.all("/model-versions/*", refuse);
}

/** Traces and what is said of them. Whoever makes them goes on: clients warn, and neither ask an older path nor try again. */
export function addTraceRefusals(app: Hono): void {
  const refuseTrace = (context: Context) =>
    context.json({ error_code: "NOT_IMPLEMENTED", message: NO_TRACES }, 501);
  for (const version of ["2.0", "3.0"])
    for (const path of ["traces", "traces/*"]) app.all(`/${version}/mlflow/${path}`, refuseTrace);
}

function refuse(context: Context): Response {
  const name = context.req.path.slice(context.req.path.lastIndexOf("/") + 1);
  const reads = READS.includes(name) || (name === "alias" && context.req.method === "GET");
  return reads
    ? context.json({ error_code: "NOT_IMPLEMENTED", message: NO_REGISTRY }, 501)
    : context.json({ error_code: "PERMISSION_DENIED", message: REFUSAL }, 403);
}
