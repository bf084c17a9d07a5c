import type { Importer, ImportFile } from "../../core/ports/importer.ts";
import { flattenParams } from "../../core/run/flatten.ts";
import type { ParamValue } from "../../core/run/run.ts";
import { folderOf, importedRun } from "./imported-run.ts";
import { importParams, MAX_PARAMS_BYTES } from "./params.ts";
import { parseYaml } from "./yaml.ts";

/** Hydra's `.hydra/config.yaml`, the composed configuration of the run, and the overrides that it was given. */
export const hydra: Importer = {
  name: "hydra",
  scope: "written by the run",
  paths: /(^|\/)\.hydra\/config\.yaml$/,
  detect: () => true,
  read: async (file) => {
    const config = importParams(await file.text(MAX_PARAMS_BYTES), file.path);
    const params = new Map([...config, ...(await readOverrides(file))]);
    return [importedRun(file.path, { group: folderOf(folderOf(file.path)), params })];
  },
};

/** The folder of the Hydra job that a file belongs to: jobs of a sweep write files of the same names. Undefined outside of one. */
export async function jobFolderOf(file: ImportFile): Promise<string | undefined> {
  const config = await file.near(".hydra/config.yaml");
  return config === undefined ? undefined : folderOf(file.path);
}

async function readOverrides(config: ImportFile): Promise<ReadonlyMap<string, ParamValue>> {
  const file = await config.near("overrides.yaml");
  if (file === undefined) return new Map();
  const overrides = parseYaml(await file.text(MAX_PARAMS_BYTES), file.path);
  if (!Array.isArray(overrides) || overrides.length === 0) return new Map();
  return flattenParams({ "hydra.overrides": overrides }, file.path);
}
