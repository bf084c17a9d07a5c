import { createHash } from "node:crypto";

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
export type JsonObject = { readonly [key: string]: Json };

/** Keywords that constrain a value. All others (prose, examples, defaults, extensions) are left out. */
const PLAIN_KEYWORDS = new Set(
  "type format enum const required pattern minimum maximum multipleOf minLength maxLength minItems maxItems uniqueItems".split(
    " ",
  ),
);
const SCHEMA_KEYWORDS = new Set(["items", "not", "additionalProperties"]);
const LIST_KEYWORDS = new Set(["oneOf", "anyOf", "allOf"]);
const MAP_KEYWORDS = new Set(["properties", "patternProperties"]);

/** A sub-schema that occurs more than once and is longer than this is written once and referred to. */
const SHARED_FROM_CHARACTERS = 260;

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/**
 * An OpenAPI 3.0 or 3.1 schema as plain JSON Schema, reduced to what constrains a value. `nullable` becomes a type
 * or an alternative; references point into the trimmed file (`#/schemas/NAME`).
 */
export function trimSchema(schema: Json): Json {
  if (!isObject(schema)) return schema;
  if (typeof schema.$ref === "string" && schema.nullable !== true)
    return { $ref: localReference(schema.$ref) };
  const kept: Record<string, Json> = {};
  for (const [key, value] of Object.entries(schema)) {
    const trimmed = trimKeyword(key, value);
    if (trimmed !== undefined) kept[key] = trimmed;
  }
  return schema.nullable === true ? allowNull(kept) : kept;
}

function trimKeyword(key: string, value: Json): Json | undefined {
  if (key === "$ref" && typeof value === "string") return localReference(value);
  if (PLAIN_KEYWORDS.has(key)) return value;
  if (SCHEMA_KEYWORDS.has(key)) return trimSchema(value);
  if (LIST_KEYWORDS.has(key) && Array.isArray(value)) return value.map(trimSchema);
  if (MAP_KEYWORDS.has(key) && isObject(value)) {
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, trimSchema(inner)]));
  }
  return undefined;
}

function allowNull(schema: JsonObject): Json {
  if (typeof schema.type !== "string") return { anyOf: [schema, { type: "null" }] };
  const values =
    Array.isArray(schema.enum) && !schema.enum.includes(null) ? [...schema.enum, null] : undefined;
  return { ...schema, type: [schema.type, "null"], ...(values === undefined ? {} : { enum: values }) };
}

function localReference(reference: string): string {
  return reference.replace("#/components/schemas/", "#/schemas/");
}

/** Names of the schemas that a value refers to, directly. */
export function references(value: Json): Set<string> {
  const names = JSON.stringify(value).matchAll(/"#\/schemas\/([^"/]+)"/g);
  return new Set([...names].map((match) => match[1] ?? ""));
}

/** The named schemas that `roots` need, and all that those need in turn. */
export function closure(roots: Json, schemas: ReadonlyMap<string, Json>): Map<string, Json> {
  const found = new Map<string, Json>();
  const waiting = [...references(roots)];
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    if (found.has(name)) continue;
    const schema = schemas.get(name);
    if (schema === undefined) throw new Error(`the description refers to a schema that it lacks: ${name}`);
    found.set(name, schema);
    waiting.push(...references(schema));
  }
  return found;
}

/**
 * Writes every large object schema that occurs more than once (GitHub's webhook schemas repeat the repository and
 * the user dozens of times) as one named schema, so that the files stay small.
 */
export function shareRepeated(schemas: ReadonlyMap<string, Json>): Map<string, Json> {
  const seen = new Map<string, number>();
  for (const schema of schemas.values()) countSchemas(schema, seen);
  const shared = new Map<string, Json>();
  const replace = (value: Json, isRoot: boolean): Json => {
    if (Array.isArray(value)) return value.map((item) => replace(item, false));
    if (!isObject(value)) return value;
    const text = JSON.stringify(value);
    const inner = () => Object.fromEntries(Object.entries(value).map(([k, v]) => [k, replace(v, false)]));
    if (isRoot || !isShareable(value, text) || (seen.get(text) ?? 0) < 2) return inner();
    const name = `shared-${createHash("sha256").update(text).digest("hex").slice(0, 10)}`;
    if (!shared.has(name)) shared.set(name, inner());
    return { $ref: `#/schemas/${name}` };
  };
  const rewritten = [...schemas].map(([name, schema]) => [name, replace(schema, true)] as const);
  return new Map([...rewritten, ...shared]);
}

function countSchemas(value: Json, seen: Map<string, number>): void {
  if (Array.isArray(value)) for (const item of value) countSchemas(item, seen);
  if (!isObject(value)) return;
  const text = JSON.stringify(value);
  if (isShareable(value, text)) seen.set(text, (seen.get(text) ?? 0) + 1);
  for (const inner of Object.values(value)) countSchemas(inner, seen);
}

function isShareable(value: JsonObject, text: string): boolean {
  const isSchema = isObject(value.properties) && (value.type === "object" || Array.isArray(value.type));
  return isSchema && text.length >= SHARED_FROM_CHARACTERS;
}
