import { createHash } from "node:crypto";
import { PedigreeError } from "../../core/errors.ts";
import { spawnGit } from "./git-command.ts";

/** No governed text is larger: the App keeps to 1 MiB, an event holds a decision and its facts. */
export const MAX_OBJECT_BYTES = 4 * 1024 * 1024;

/** One answer of `git cat-file`. */
export type ObjectAnswer =
  | { readonly kind: "missing" }
  | { readonly kind: "too large"; readonly bytes: number }
  | { readonly kind: "object"; readonly type: string; readonly id: string; readonly content: Buffer };

/** Objects by id or `COMMIT:PATH`, in the order of asking, from one long-lived process. */
export interface ObjectReader {
  /** `content` is empty when only the ids are asked for. */
  ask(name: string): Promise<ObjectAnswer>;
  close(): void;
}

interface Waiting {
  readonly resolve: (answer: ObjectAnswer) => void;
  readonly reject: (error: Error) => void;
}

/** `batch` answers with contents, `batch-check` with ids alone. The process starts with the first question. */
export function openObjectReader(folder: string, mode: "batch" | "batch-check"): ObjectReader {
  const waiting: Waiting[] = [];
  const scanner = createScanner(mode === "batch");
  let child: ReturnType<typeof spawnGit> | undefined;
  let closed = false;

  const fail = (reason: string): void => {
    child = undefined;
    const error = new PedigreeError("FILE_UNREADABLE", "git cat-file ended", {
      subject: folder,
      found: reason,
      remedy: "run git fsck in the clone, or clone again, whole",
    });
    for (const { reject } of waiting.splice(0)) reject(error);
  };
  const start = (): ReturnType<typeof spawnGit> => {
    const started = spawnGit(folder, ["cat-file", `--${mode}`]);
    started.stdout.on("data", (chunk: Buffer) => {
      for (const answer of scanner.push(chunk)) waiting.shift()?.resolve(answer);
    });
    let said = "";
    started.stderr.on("data", (chunk: Buffer) => {
      said = `${said}${chunk.toString("utf8")}`.slice(-500);
    });
    // A broken pipe shows as the end of the process.
    started.stdin.on("error", () => undefined);
    started.on("error", (error) => fail(error.message));
    started.on("close", (status) => fail(said.trim().split("\n").at(-1) || `status ${status}`));
    return started;
  };
  return {
    ask: (name) =>
      new Promise((resolve, reject) => {
        if (closed || /[\n\0]/.test(name)) return resolve({ kind: "missing" });
        waiting.push({ resolve, reject });
        child ??= start();
        child.stdin.write(`${name}\n`);
      }),
    close: () => {
      closed = true;
      child?.stdin.end();
    },
  };
}

/** Whether the bytes are those that git's id stands for, as an object of this type. */
export function hasId(content: Uint8Array, id: string, type = "blob"): boolean {
  const hash = createHash("sha1").update(`${type} ${content.length}\0`).update(content);
  return hash.digest("hex") === id;
}

interface Header {
  readonly answer: ObjectAnswer;
  /** Bytes of content that follow, its line end included. */
  readonly follow: number;
}

/** Cuts the stream into answers. What is too large is passed over as it comes, never kept. */
function createScanner(withContent: boolean) {
  let pending: Buffer = Buffer.alloc(0);
  let chunks: Buffer[] = [];
  let header: Header | undefined;
  let missing = 0;

  function* push(chunk: Buffer): Generator<ObjectAnswer> {
    let rest = chunk;
    while (rest.length > 0) {
      if (header === undefined) {
        const end = rest.indexOf(10);
        if (end < 0) {
          pending = Buffer.concat([pending, rest]);
          return;
        }
        const line = Buffer.concat([pending, rest.subarray(0, end)]).toString("utf8");
        pending = Buffer.alloc(0);
        rest = rest.subarray(end + 1);
        header = parseHeader(line, withContent);
        missing = header.follow;
      }
      const taken = rest.subarray(0, missing);
      if (header.answer.kind === "object") chunks.push(taken);
      missing -= taken.length;
      rest = rest.subarray(taken.length);
      if (missing > 0) return;
      yield finish(header, chunks);
      header = undefined;
      chunks = [];
    }
  }
  return { push };
}

function finish({ answer, follow }: Header, chunks: readonly Buffer[]): ObjectAnswer {
  if (answer.kind !== "object" || follow === 0) return answer;
  return { ...answer, content: Buffer.concat(chunks).subarray(0, follow - 1) };
}

/** `<id> <type> <size>`, or `<name> missing` (also `ambiguous`). */
function parseHeader(line: string, withContent: boolean): Header {
  const match = /^([0-9a-f]{40}) (blob|tree|commit|tag) ([0-9]+)$/.exec(line);
  if (match === null) return { answer: { kind: "missing" }, follow: 0 };
  const bytes = Number(match[3]);
  const follow = withContent ? bytes + 1 : 0;
  if (withContent && bytes > MAX_OBJECT_BYTES) return { answer: { kind: "too large", bytes }, follow };
  const [, id = "", type = ""] = match;
  return { answer: { kind: "object", type, id, content: Buffer.alloc(0) }, follow };
}
