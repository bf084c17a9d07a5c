/**
 * What no path in an artifact of GitHub's may hold: one such file and none of the record is uploaded (`validateFilePath` of
 * @actions/artifact). The backslash separates folders where archives are unpacked on Windows.
 */
const REFUSED = /["<>:|*?\\\p{Cc}]/gu;

/** A path of a record as it can travel anywhere: `ckpt-12:30.pt` → `ckpt-12%3A30.pt`. */
export function portablePath(path: string): string {
  return path.replace(REFUSED, encodeCharacter);
}

/** A name that somebody chose for a folder, also one that would lead out of where it stands. */
export function portablePart(name: string): string {
  return portablePath(/^\.+$/.test(name) ? name.replace(/\./g, encodeCharacter) : name);
}

function encodeCharacter(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0")}`;
}
