/**
 * What no path in an artifact of GitHub's may hold: one such file and none of the record is uploaded (`validateFilePath` of
 * @actions/artifact). The backslash separates folders where archives are unpacked on Windows.
 */
const REFUSED = /["<>:|*?\\\p{Cc}]/gu;

/** What a name looks like that was made portable: one that looks so of itself would be taken for it, and overwrite it. */
const ENCODED = /%(?=22|25|2A|3A|3C|3E|3F|5C|7C|[0189][0-9A-F]|7F)/g;

/**
 * A path of a record as it can travel anywhere: `ckpt-12:30.pt` → `ckpt-12%3A30.pt`. Two paths stay two: a file that is called
 * `ckpt-12%3A30.pt` becomes `ckpt-12%253A30.pt`.
 */
export function portablePath(path: string): string {
  return path.replace(ENCODED, encodeCharacter).replace(REFUSED, encodeCharacter);
}

/** A name that somebody chose for a folder, also one that would lead out of where it stands. */
export function portablePart(name: string): string {
  return portablePath(/^\.+$/.test(name) ? name.replace(/\./g, encodeCharacter) : name);
}

function encodeCharacter(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0")}`;
}
