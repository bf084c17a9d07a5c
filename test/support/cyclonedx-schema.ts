import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Ajv, type ErrorObject, type ValidateFunction } from "ajv";
import addFormats from "ajv-formats";

const FOLDER = new URL("../res/schema/", import.meta.resolve("@cyclonedx/cyclonedx-library"));

function schema(name: string): object {
  const parsed: unknown = JSON.parse(readFileSync(fileURLToPath(new URL(name, FOLDER)), "utf8"));
  if (typeof parsed !== "object" || parsed === null) throw new Error(name);
  return parsed;
}

function compile(): ValidateFunction {
  const ids = ["spdx", "cryptography-defs", "jsf-0.82"].map((name) => `${name}.SNAPSHOT.schema.json`);
  const ajv = new Ajv({
    strict: false,
    addUsedSchema: false,
    schemas: Object.fromEntries(ids.map((id) => [`http://cyclonedx.org/schema/${id}`, schema(id)])),
  });
  addFormats.default(ajv);
  ajv.addFormat("idn-email", /^[^@\s]+@[^@\s]+$/);
  ajv.addFormat("iri-reference", true);
  return ajv.compile(schema("bom-1.6.SNAPSHOT.schema.json"));
}

let validate: ValidateFunction | undefined;

/**
 * What CycloneDX's own library judges by in its strict validator, version 1.6. The library itself wants one more package
 * for the format of internationalised mail addresses, which none of ours has.
 */
export function cycloneDxProblems(text: string): readonly ErrorObject[] {
  validate ??= compile();
  return validate(JSON.parse(text)) ? [] : (validate.errors ?? []);
}
