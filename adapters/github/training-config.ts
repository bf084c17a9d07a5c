import { PedigreeError } from "../../core/errors.ts";
import type { RunConfig } from "../../core/run/config.ts";
import { CONFIG_PATH, DEFAULT_RUN_CONFIG } from "../../core/run/default-config.ts";
import { parseRunConfig } from "../importers/run-config-file.ts";
import { ownerAndRepo } from "./api.ts";
import { statusOf } from "./errors.ts";
import type { InstalledRepository } from "./installations.ts";

/** The configuration on a training repository's default branch; the default one where it has none. */
export async function readTrainingConfig({
  api,
  fullName,
  defaultBranch,
}: InstalledRepository): Promise<RunConfig> {
  const subject = `${CONFIG_PATH} of ${fullName}`;
  try {
    const dto = await api.read(subject, (rest) =>
      rest.repos.getContent({ ...ownerAndRepo(fullName), path: CONFIG_PATH, ref: defaultBranch }),
    );
    if (Array.isArray(dto) || dto.type !== "file" || !("content" in dto)) {
      throw new PedigreeError("FILE_UNREADABLE", "not an ordinary file", { subject });
    }
    return parseRunConfig(Buffer.from(dto.content, "base64").toString("utf8"), subject);
  } catch (error) {
    if (statusOf(error) === 404) return DEFAULT_RUN_CONFIG;
    throw error;
  }
}
