import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { group } from "@actions/core";
import { PedigreeError } from "../../core/errors.ts";
import { sha256Schema } from "../../core/names.ts";
import type { RunArtifactStore } from "../../core/ports/recording.ts";

/**
 * zlib levels: model files are compressed or random already, and level 1 costs a fifth of the default's time for text
 * such as logs and JSON.
 */
const COMPRESSION = { small: 6, large: 1 } as const;
const LARGE_BYTES = 16 * 1024 * 1024;

/**
 * The artifacts of the present workflow run, by GitHub's own client. It is loaded only here: it is many times
 * larger than the rest of the Action.
 */
export function createArtifactStore(): RunArtifactStore {
  return {
    upload: async (name, folder) => {
      const { DefaultArtifactClient } = await import("@actions/artifact");
      const files = await listFiles(folder);
      const bytes = (await Promise.all(files.map((file) => stat(file)))).reduce(
        (sum, { size }) => sum + size,
        0,
      );
      const compressionLevel = bytes > LARGE_BYTES ? COMPRESSION.large : COMPRESSION.small;
      try {
        const client = new DefaultArtifactClient();
        // The client logs a dozen lines; in a group they are there and out of the way.
        const { id, size, digest } = await group(`Upload the record as ${name}`, () =>
          client.uploadArtifact(name, files, folder, { compressionLevel }),
        );
        const parsed = sha256Schema.safeParse(digest);
        if (id === undefined || !parsed.success)
          throw new Error("the service named no artifact id or digest");
        return { id, name, digest: parsed.data, bytes: size ?? 0 };
      } catch (error) {
        if (isTaken(error)) return "taken";
        throw refused(error, name);
      }
    },
  };
}

async function listFiles(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

// The client says a conflict only in words: "(409) Conflict: an artifact with this name already exists …".
function isTaken(error: unknown): boolean {
  return error instanceof Error && /\b409\b|already exists/i.test(error.message);
}

function refused(cause: unknown, name: string): PedigreeError {
  return new PedigreeError("REMOTE_REFUSED", "record cannot be uploaded", {
    subject: name,
    found: cause instanceof Error ? cause.message.slice(0, 500) : "an unknown reason",
    remedy: "the record stays on disk",
    cause,
  });
}
