import type { ObjectFaultKind } from "../../core/ports/registry-objects.ts";

/** What `git fsck` says of one object. */
export interface ReportedObject {
  readonly kind: ObjectFaultKind;
  readonly words: string;
}

export interface FsckReport {
  /** By the object's id. Damaged ones may be of no use to the registry: fsck reads all that the clone has. */
  readonly objects: ReadonlyMap<string, ReportedObject>;
  /** What it says of the files that keep objects, and of what it could not do at all. */
  readonly store: readonly string[];
}

const ID = "([0-9a-f]{40})";

/** Lines that name an object whose bytes are wrong. What git says beside them tells how it came upon that. */
const DAMAGED = [
  new RegExp(`^error: ${ID}: object (?:corrupt or missing|could not be parsed)`),
  new RegExp(`^error: hash mismatch for .* \\(expected ${ID}\\)$`),
  new RegExp(`^error: cannot unpack ${ID} from `),
  new RegExp(`^error: packed ${ID} from .* is corrupt$`),
];
/** Here the id is that of the bytes; the object that they stand in for is in the path. */
const MISPLACED = /^error: [0-9a-f]{40}: hash-path mismatch, found at: .*\/([0-9a-f]{2})\/([0-9a-f]{38})$/;
const MISSING = new RegExp(`^(?:missing \\w+ ${ID}|error: ${ID}: object missing)$`);
const MALFORMED = new RegExp(`^(?:error|warning) in \\w+ ${ID}: (.*)$`);
/** What follows from an object that is reported by itself. */
const CONSEQUENCE = /^error: (?:index CRC mismatch for object|failed to (?:read|validate) delta base)/;
const STORE = /^(?:fatal: .*|error: .*\.(?:pack|idx)\b.*)$/;

/**
 * Reads what `git fsck` prints, line by line as it comes: one damaged object of a pack is named again with each that is
 * built on it. Its messages for programs are these since git 2.20; what is not known of them still ends with a status.
 */
export class FsckReader {
  readonly #objects = new Map<string, ReportedObject>();
  readonly #store = new Set<string>();
  #first = "";

  line(line: string): void {
    const damaged = idOfDamaged(line);
    const [, linked, tip] = MISSING.exec(line) ?? [];
    const missing = linked ?? tip;
    const [, malformed, words = ""] = MALFORMED.exec(line) ?? [];
    if (damaged !== undefined) this.#objects.set(damaged, { kind: "damaged", words: "" });
    else if (missing !== undefined) this.#report(missing, { kind: "missing", words: "" });
    else if (malformed !== undefined) this.#report(malformed, { kind: "malformed", words });
    else if (CONSEQUENCE.test(line)) return;
    else if (STORE.test(line)) this.#store.add(line.replace(/^(?:fatal|error): /, ""));
    else if (this.#first === "" && line.startsWith("error")) this.#first = line;
  }

  /** The report, once fsck has ended. A bad end that no line explains is a fault by itself. */
  end(status: number): FsckReport {
    const explained = status === 0 || this.#objects.size > 0 || this.#store.size > 0;
    if (!explained)
      this.#store.add(this.#first === "" ? `git fsck ended with status ${status}` : this.#first);
    return { objects: this.#objects, store: [...this.#store] };
  }

  /** What is damaged is also found missing by whoever needs it: the first word stays. */
  #report(id: string, reported: ReportedObject): void {
    if (!this.#objects.has(id)) this.#objects.set(id, reported);
  }
}

function idOfDamaged(line: string): string | undefined {
  const [, folder, rest] = MISPLACED.exec(line) ?? [];
  if (folder !== undefined && rest !== undefined) return `${folder}${rest}`;
  return DAMAGED.map((pattern) => pattern.exec(line)?.[1]).find((id) => id !== undefined);
}
