import { PedigreeError } from "../../core/errors.ts";
import { flattenParams } from "../../core/run/flatten.ts";
import type { ParamValue } from "../../core/run/run.ts";
import { parseJson } from "./json.ts";
import { parseToml } from "./toml.ts";
import { parseYaml } from "./yaml.ts";

/** Parameters from the text of a YAML, JSON or TOML file, under dotted names. */
export function importParams(text: string, subject: string): ReadonlyMap<string, ParamValue> {
  return flattenParams(parseByExtension(text, subject), subject);
}

function parseByExtension(text: string, subject: string): unknown {
  const extension = /\.([a-z]+)$/i.exec(subject)?.[1]?.toLowerCase();
  switch (extension) {
    case "yaml":
    case "yml":
      return parseYaml(text, subject);
    case "json":
      return parseJson(text, subject);
    case "toml":
      return parseToml(text, subject);
    default:
      throw new PedigreeError("FILE_UNREADABLE", "file cannot be parsed", {
        subject,
        expected: "parameters in .yaml, .yml, .json or .toml",
        found: extension === undefined ? "no extension" : `.${extension}`,
      });
  }
}
