import { Ajv, type ErrorObject, type Options, type ValidateFunction } from "ajv";
import addFormats from "ajv-formats";
import { UNCHECKED_FORMATS } from "./allowances.ts";
import type { Schema } from "./description.ts";

/** Checks values against schemas that may refer to `#/schemas/NAME`; compiles each schema once, when first used. */
export interface SchemaChecker {
  /** Problems as `place message`; empty when the value fits. `key` names the schema for the cache. */
  check(key: string, schema: Schema, value: unknown): readonly string[];
  /** As `check`, for a value that came as text (a path or query parameter): `"3"` is an integer. */
  checkText(key: string, schema: Schema, value: string | readonly string[]): readonly string[];
}

const ROOT = "github";
// Each schema is used a few times at most, so compiling it has to be quick: neither its code nor its references are unrolled.
const QUICK = { inlineRefs: false, code: { optimize: false } } as const;
const OPTIONS: Options = { ...QUICK, strict: false, allErrors: true, logger: false, unicodeRegExp: false };

export function createSchemaChecker(schemas: Readonly<Record<string, Schema>>): SchemaChecker {
  const root = { $id: ROOT, schemas };
  const exact = createAjv(OPTIONS).addSchema(root);
  const coercing = createAjv({ ...OPTIONS, coerceTypes: "array" }).addSchema(root);
  const compiled = new Map<string, ValidateFunction>();
  const validator = (ajv: Ajv, key: string, schema: Schema) => {
    const known = compiled.get(key);
    if (known !== undefined) return known;
    const fresh = ajv.compile(absolute(schema));
    compiled.set(key, fresh);
    return fresh;
  };
  return {
    check(key, schema, value) {
      return problems(validator(exact, key, schema), value);
    },
    checkText(key, schema, value) {
      const boxed = { type: "object", properties: { value: schema } };
      return problems(validator(coercing, `text ${key}`, boxed), { value });
    },
  };
}

/** The same schema with every `oneOf` read as `anyOf`. */
export function lenient(schema: Schema): Schema {
  const copy: Schema = JSON.parse(JSON.stringify(schema).replaceAll('"oneOf":', '"anyOf":'));
  return copy;
}

function createAjv(options: Options): Ajv {
  const ajv = new Ajv(options);
  // The default export of this CommonJS package is its namespace when imported from an ECMAScript module.
  addFormats.default(ajv, ["date-time", "date", "uri", "ipv4", "ipv6", "uuid"]);
  // GitHub's own addresses of bots hold brackets: `41898282+github-actions[bot]@users.noreply.github.com`.
  ajv.addFormat("email", /^[^@\s]+@[^@\s]+$/);
  for (const format of UNCHECKED_FORMATS) ajv.addFormat(format, true);
  return ajv;
}

function absolute(schema: Schema): Schema {
  const copy: Schema = JSON.parse(JSON.stringify(schema).replaceAll('"#/schemas/', `"${ROOT}#/schemas/`));
  return copy;
}

function problems(validate: ValidateFunction, value: unknown): readonly string[] {
  if (validate(value)) return [];
  return (validate.errors ?? []).map(describe);
}

function describe(error: ErrorObject): string {
  const place = error.instancePath === "" ? "/" : error.instancePath;
  const detail: unknown = error.params.allowedValues ?? error.params.additionalProperty;
  return `${place} ${error.message ?? "is wrong"}${detail === undefined ? "" : ` ${JSON.stringify(detail)}`}`;
}
