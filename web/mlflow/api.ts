import type { Hono } from "hono";
import { PedigreeError } from "../../core/errors.ts";
import type { ArtifactFiles } from "../../core/ports/artifact-files.ts";
import type { TrackingStore } from "../../core/ports/tracking-store.ts";
import { type Fields, fieldsOfBody, fieldsOfQuery } from "./fields.ts";

/** What the routes work with. */
export interface MlflowDeps {
  readonly store: TrackingStore;
  readonly artifacts: ArtifactFiles;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** So many random bytes. */
  readonly random: (count: number) => Uint8Array;
}

/** An answer's body; what is undefined or an empty list is left out, as protobuf does. */
export type Answer = Readonly<Record<string, unknown>>;
/** One call of the protocol. `path` holds what the route's `:name` parts matched. */
export type Call = (fields: Fields, path: Readonly<Record<string, string>>) => Promise<Answer>;

export type Method = "GET" | "POST" | "PATCH" | "DELETE";

/** A part of the protocol: `POST runs/create` → what it does. */
export type Calls = Readonly<Record<`${Method} ${string}`, Call>>;

/** Adds calls to an app: GET takes its fields from the query, the others from a JSON body. */
export function addCalls(app: Hono, calls: Calls): void {
  for (const [route, call] of Object.entries(calls)) {
    const [method = "", path = ""] = route.split(" ");
    app.on(method, `/${path}`, async (context) => {
      const fields =
        method === "GET" ? fieldsOfQuery(context.req.queries()) : fieldsOfBody(await context.req.text());
      return context.json(compact(await call(fields, context.req.param())));
    });
  }
}

/** Without what is undefined, and without empty lists at the top. */
export function compact(answer: Answer): Answer {
  const kept: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(answer))
    if (value !== undefined && !(Array.isArray(value) && value.length === 0)) kept[name] = value;
  return kept;
}

/** Status and error code by which MLflow's clients know an error. */
export interface WireError {
  readonly status: 400 | 401 | 403 | 404 | 501;
  readonly errorCode: string;
}

/**
 * How an error is told. A defect of ours is no 500: clients repeat those for minutes while a training waits, and it would
 * fail again.
 */
export function toWireError(error: unknown): WireError {
  switch (error instanceof PedigreeError ? error.code : "INTERNAL") {
    case "TRACKING_UNKNOWN":
      return { status: 404, errorCode: "RESOURCE_DOES_NOT_EXIST" };
    case "TRACKING_EXISTS":
      return { status: 400, errorCode: "RESOURCE_ALREADY_EXISTS" };
    case "TRACKING_INVALID":
    case "FILTER_INVALID":
      return { status: 400, errorCode: "INVALID_PARAMETER_VALUE" };
    case "ACCESS_DENIED":
      return { status: 403, errorCode: "PERMISSION_DENIED" };
    default:
      return { status: 400, errorCode: "INTERNAL_ERROR" };
  }
}
