import { PedigreeError } from "../../core/errors.ts";
import type { Importer } from "../../core/ports/importer.ts";
import { flattenParams } from "../../core/run/flatten.ts";
import type { ParamValue } from "../../core/run/run.ts";
import { importedRun } from "./imported-run.ts";
import { parseJson } from "./json.ts";
import { paramsFromLines, paramsFromTable } from "./param-rows.ts";
import { parseToml } from "./toml.ts";
import { parseYamlDump } from "./yaml-dump.ts";

/** Parameters are written by people or by a script's arguments. */
export const MAX_PARAMS_BYTES = 1024 * 1024;

/** A file of nothing but line breaks would take a gigabyte: these are four times the tokens of the most parameters there may be. */
const YAML_LIMITS = { maxBytes: MAX_PARAMS_BYTES, maxDepth: 32, maxTokens: 128 * 1024 };

/** Parameters from the text of a YAML, JSON, TOML, CSV, TSV or JSON lines file, under dotted names. */
export function importParams(text: string, subject: string): ReadonlyMap<string, ParamValue> {
  return flattenParams(parseByExtension(text, subject), subject);
}

function parseByExtension(text: string, subject: string): unknown {
  const extension = /\.([a-z]+)$/i.exec(subject)?.[1]?.toLowerCase();
  switch (extension) {
    case "yaml":
    case "yml":
      return parseYamlDump(text, subject, YAML_LIMITS);
    case "json":
      return parseJson(text, subject, { exactly: true });
    case "toml":
      return parseToml(text, subject);
    case "csv":
    case "tsv":
      return paramsFromTable(text, subject);
    case "jsonl":
    case "ndjson":
      return paramsFromLines(text, subject);
    default:
      throw new PedigreeError("FILE_UNREADABLE", "file cannot be parsed", {
        subject,
        expected: "parameters in .yaml, .yml, .json, .toml, .csv, .tsv, .jsonl or .ndjson",
        found: extension === undefined ? "no extension" : `.${extension}`,
      });
  }
}

/**
 * Parameters that the run itself wrote down, under the name that DVC and many scripts use. One that was there before is of
 * the checkout: nobody knows whether the run read it, so that it does not count.
 */
export const paramsFile: Importer = {
  name: "params-file",
  scope: "written by the run",
  paths: /(^|\/)params\.(json|ya?ml|toml)$/,
  detect: () => true,
  read: async (file) => [
    importedRun(file.path, { params: importParams(await file.text(MAX_PARAMS_BYTES), file.path) }),
  ],
};
