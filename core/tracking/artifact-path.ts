import { PedigreeError } from "../errors.ts";

/** How an artifact's address begins that goes through the tracking server. */
const PROXIED = "mlflow-artifacts:/";
export const MAX_ARTIFACT_PATH_LENGTH = 1_000;
/** A name within a path, in bytes of UTF-8: no file system of Linux or macOS takes longer ones (NAME_MAX of limits.h). */
export const MAX_ARTIFACT_NAME_BYTES = 255;

/**
 * A relative path with `/` between its parts, which stays below the folder it is read from on every platform.
 * TRACKING_INVALID for anything else. An empty text is the folder itself.
 */
export function parseArtifactPath(text: string): string {
  const path = text.endsWith("/") ? text.slice(0, -1) : text;
  if (path === "") return "";
  const parts = path.split("/");
  if (parts.some(isLong))
    throw new PedigreeError("TRACKING_INVALID", "a name in the path is too long", {
      expected: `at most ${MAX_ARTIFACT_NAME_BYTES} bytes`,
    });
  if (path.length <= MAX_ARTIFACT_PATH_LENGTH && parts.every(isSafePart)) return parts.join("/");
  throw new PedigreeError("TRACKING_INVALID", "invalid path", {
    expected: `a relative path without '..', at most ${MAX_ARTIFACT_PATH_LENGTH} characters`,
  });
}

function isLong(part: string): boolean {
  return new TextEncoder().encode(part).length > MAX_ARTIFACT_NAME_BYTES;
}

/** No parent, no drive of Windows, no control character. A colon is usual in names with a time: `ckpt-12:30.pt`. */
function isSafePart(part: string): boolean {
  const printable = Array.from(part).every((character) => character >= " " && character !== "\u007f");
  return part !== "" && part !== "." && part !== ".." && printable && !/\\|^[a-z]:$/i.test(part);
}

/** `mlflow-artifacts:/1/ID/artifacts` as a path of the artifact folder. */
export function pathOfArtifactUri(uri: string): string {
  if (uri.startsWith(PROXIED)) return parseArtifactPath(uri.slice(PROXIED.length));
  throw new PedigreeError("TRACKING_INVALID", "these artifacts are not kept by the tracking server", {
    subject: uri,
    remedy: "read them where they are",
  });
}

/** Joins two paths, either of which may be empty. */
export function joinArtifactPath(folder: string, path: string): string {
  return folder === "" || path === "" ? folder + path : `${folder}/${path}`;
}
