import {
  API_PREFIXES,
  BARE_REFUSALS,
  BODY_PROPERTIES,
  LENIENT_FROM_STATUS,
  OUTSIDE_THE_API,
  QUERY_PARAMETERS,
  UNDOCUMENTED_BODY,
  UNDOCUMENTED_STATUSES,
  WRONG_DESCRIPTIONS,
  WRONG_WEBHOOK_DESCRIPTIONS,
} from "./allowances.ts";
import { type Operation, readRestDescription, readWebhookDescription, type Schema } from "./description.ts";
import { createOperationFinder, type FoundOperation } from "./operations.ts";
import { createSchemaChecker, lenient, type SchemaChecker } from "./schemas.ts";

/** One difference between what was sent and what GitHub describes. */
export interface Violation {
  /** `METHOD /path/{parameter}`, `METHOD /real/path` when there is no such operation, or `webhook EVENT.ACTION`. */
  readonly operation: string;
  readonly place: "request" | "response" | "webhook";
  readonly message: string;
}

export interface JudgedRequest {
  readonly method: string;
  /** Absolute, or path and query; `/api/v3` is left out of account. */
  readonly url: string;
  /** The body's text; undefined or empty when there is none. */
  readonly body?: string | undefined;
}

export interface JudgedResponse {
  readonly status: number;
  readonly contentType?: string | null | undefined;
  /** The body's text; only JSON bodies are looked at. */
  readonly body?: string | undefined;
}

/** One request and its response, as a server or a `fetch` saw it. */
export interface Exchange {
  readonly request: JudgedRequest;
  readonly response: JudgedResponse;
}

/**
 * Holds what passes against GitHub's own description. Every check returns its violations and keeps them, so that a
 * test (or the one command) can ask once at its end.
 */
export interface Judge {
  readonly violations: readonly Violation[];
  /** How much was judged. */
  readonly counts: { readonly requests: number; readonly responses: number; readonly webhooks: number };
  checkRequest(request: JudgedRequest): readonly Violation[];
  checkResponse(request: JudgedRequest, response: JudgedResponse): readonly Violation[];
  checkWebhook(event: string, action: string | null, body: unknown): readonly Violation[];
  /** Request and response together; nothing for a path that is no part of the API. */
  judgeExchange(exchange: Exchange): readonly Violation[];
  /** Returns the violations kept so far and forgets them: for a test that provokes some. */
  take(): readonly Violation[];
}

interface RestChecks {
  readonly checker: SchemaChecker;
  readonly find: Find;
}

// Reading the description takes about 30 ms and compiling its schemas up to a second, so all judges of a process
// share what is compiled; nothing of it changes.
let restChecks: RestChecks | undefined;
let webhookCheck: ReturnType<typeof createWebhookCheck> | undefined;

function readRestChecks(): RestChecks {
  const { schemas, operations } = readRestDescription();
  return { checker: createSchemaChecker(schemas), find: createOperationFinder(operations) };
}

/** A judge of its own violations and counts; schemas are compiled when they are first needed. */
export function createJudge(): Judge {
  const counts = { requests: 0, responses: 0, webhooks: 0 };
  const kept: Violation[] = [];
  const keep = (found: readonly Violation[]) => {
    kept.push(...found);
    return found;
  };
  restChecks ??= readRestChecks();
  webhookCheck ??= createWebhookCheck();
  const { checker, find } = restChecks;
  const webhooks = webhookCheck;
  const judge: Judge = {
    violations: kept,
    counts,
    checkRequest(request) {
      counts.requests++;
      return keep(requestViolations(checker, find, request));
    },
    checkResponse(request, response) {
      counts.responses++;
      const found = find(request.method, locate(request.url).pathname);
      if (found === null) return [];
      return keep(responseViolations(checker, found, response));
    },
    checkWebhook(event, action, body) {
      counts.webhooks++;
      return keep(webhooks(event, action, body));
    },
    judgeExchange({ request, response }) {
      const { pathname } = locate(request.url);
      if (OUTSIDE_THE_API.some((pattern) => pattern.test(pathname))) return [];
      return [...judge.checkRequest(request), ...judge.checkResponse(request, response)];
    },
    take: () => kept.splice(0),
  };
  return judge;
}

function locate(url: string): URL {
  const parsed = new URL(url, "http://localhost");
  const prefix = API_PREFIXES.find((p) => parsed.pathname.startsWith(`${p}/`));
  if (prefix !== undefined) parsed.pathname = parsed.pathname.slice(prefix.length);
  return parsed;
}

type Find = ReturnType<typeof createOperationFinder>;

function requestViolations(checker: SchemaChecker, find: Find, request: JudgedRequest): readonly Violation[] {
  const url = locate(request.url);
  const found = find(request.method, url.pathname);
  if (found === null) {
    const operation = `${request.method} ${url.pathname}`;
    return [{ operation, place: "request", message: "GitHub describes no such operation" }];
  }
  const messages = [
    ...parameterProblems(checker, found, url.searchParams),
    ...bodyProblems(checker, found, request.body),
  ];
  return messages.map((message) => ({ operation: found.name, place: "request", message }));
}

function parameterProblems(checker: SchemaChecker, found: FoundOperation, query: URLSearchParams): string[] {
  const { parameters } = found.operation;
  const problems = parameters.flatMap((parameter) => {
    const all = query.getAll(parameter.name);
    const value = parameter.in === "path" ? found.values[parameter.name] : all.length > 1 ? all : all[0];
    const where = `${parameter.in} parameter ${parameter.name}`;
    if (value === undefined) return parameter.required === true ? [`${where}: is required`] : [];
    const key = `${found.name} ${parameter.in} ${parameter.name}`;
    return checker.checkText(key, parameter.schema, value).map((problem) => `${where}: ${problem}`);
  });
  const known = new Set(parameters.filter((p) => p.in === "query").map((p) => p.name));
  const unknown = [...new Set(query.keys())].filter(
    (name) => !known.has(name) && !(name in QUERY_PARAMETERS),
  );
  return [...problems, ...unknown.map((name) => `query parameter ${name}: is unknown`)];
}

function bodyProblems(checker: SchemaChecker, found: FoundOperation, text: string | undefined): string[] {
  const described = found.operation.body;
  const isEmpty = text === undefined || text === "";
  if (described === undefined) {
    return isEmpty || text === "{}" ? [] : ["body: the operation takes none"];
  }
  const schema = described.content["application/json"];
  if (isEmpty) return described.required === true ? ["body: is required"] : [];
  if (schema === undefined) return [];
  const body = parseJson(text);
  if (body === undefined) return ["body: is no JSON"];
  const problems = checker.check(`${found.name} body`, schema, body.value);
  return [...problems, ...unknownProperties(found, schema, body.value)].map((problem) => `body: ${problem}`);
}

/** GitHub ignores what it does not know, so that a misspelt property does nothing: a defect in the caller. */
function unknownProperties(found: FoundOperation, schema: Schema, body: unknown): string[] {
  if (typeof body !== "object" || body === null || Array.isArray(body)) return [];
  const known = propertyNames(schema);
  if (known.size === 0) return [];
  const allowed = BODY_PROPERTIES[found.name] ?? [];
  const unknown = Object.keys(body).filter((name) => !known.has(name) && !allowed.includes(name));
  return unknown.map((name) => `/${name} is unknown`);
}

function propertyNames(schema: Schema): Set<string> {
  const own = typeof schema.properties === "object" && schema.properties !== null ? schema.properties : {};
  const parts = [schema.oneOf, schema.anyOf, schema.allOf].flatMap((list) =>
    Array.isArray(list) ? list : [],
  );
  return new Set([...Object.keys(own), ...parts.flatMap((part: Schema) => [...propertyNames(part)])]);
}

function responseViolations(
  checker: SchemaChecker,
  found: FoundOperation,
  response: JudgedResponse,
): readonly Violation[] {
  const isKnown = (message: string): boolean => WRONG_DESCRIPTIONS[found.name]?.place.test(message) === true;
  const problems = responseProblems(checker, found, response).filter((message) => !isKnown(message));
  return problems.map((message) => ({
    operation: found.name,
    place: "response",
    message: `${response.status}: ${message}`,
  }));
}

function responseProblems(
  checker: SchemaChecker,
  found: FoundOperation,
  response: JudgedResponse,
): readonly string[] {
  const described = describedContent(found.operation, response.status);
  if (described === null) return ["the description has no such status"];
  const types = Object.keys(described);
  const hasBody = response.body !== undefined && response.body !== "";
  // A refusal always has a body, also where the description mentions its status alone (deleting a ref: 422).
  if (types.length === 0) {
    return hasBody && response.status < LENIENT_FROM_STATUS ? ["a body where the description has none"] : [];
  }
  if (!hasBody) return response.status < 300 ? ["the body is missing"] : [];
  const sent = (response.contentType ?? "").split(";")[0]?.trim() ?? "";
  // Custom media types (`application/vnd.github.raw+json`) give other forms, which the description leaves open.
  if (!/^application\/json$/.test(sent)) return [];
  const schema = described[types.find((type) => /json/.test(type)) ?? ""];
  if (schema === undefined) return [`the description has no JSON but ${types.join(", ")}`];
  const body = parseJson(response.body ?? "");
  if (body === undefined) return ["the body is no JSON"];
  const isRefusal = response.status >= LENIENT_FROM_STATUS;
  return checker.check(`${found.name} ${response.status}`, isRefusal ? lenient(schema) : schema, body.value);
}

function describedContent(operation: Operation, status: number): Readonly<Record<string, Schema>> | null {
  const described =
    operation.responses[String(status)] ?? operation.responses[`${Math.floor(status / 100)}XX`];
  const isBareRefusal = described !== undefined && Object.keys(described).length === 0;
  if (described !== undefined && !(isBareRefusal && status in BARE_REFUSALS)) return described;
  if (!(status in UNDOCUMENTED_STATUSES)) return null;
  if (status < LENIENT_FROM_STATUS) return {};
  return { "application/json": { $ref: `#/schemas/${UNDOCUMENTED_BODY}` } };
}

function createWebhookCheck(): (event: string, action: string | null, body: unknown) => readonly Violation[] {
  let description: ReturnType<typeof readWebhookDescription> | undefined;
  let checker: SchemaChecker | undefined;
  return (event, action, body) => {
    description ??= readWebhookDescription();
    checker ??= createSchemaChecker(description.schemas);
    const name = action === null ? event : `${event}.${action}`;
    const operation = `webhook ${name}`;
    // A repository_dispatch carries whatever action its sender chose.
    const schema = description.webhooks[name] ?? description.webhooks[event];
    if (schema === undefined) {
      return [{ operation, place: "webhook", message: "GitHub describes no such event and action" }];
    }
    return checker
      .check(operation, schema, body)
      .filter((message) => !WRONG_WEBHOOK_DESCRIPTIONS.some(({ place }) => place.test(message)))
      .map((message) => ({ operation, place: "webhook", message }));
  };
}

function parseJson(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined;
  }
}
