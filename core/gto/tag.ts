/** What a tag of GTO says of an artifact. `created` is known and means nothing. */
export type GtoAction =
  | { readonly kind: "register" | "deregister"; readonly version: string }
  | { readonly kind: "assign" | "unassign"; readonly stage: string }
  | { readonly kind: "deprecate" | "created" };

export interface GtoTag {
  /** The full name, `sub/dir:model`; in a tag it is written with `=`. */
  readonly artifact: string;
  readonly action: GtoAction;
  /** The number behind the last `#`; null where there is none. */
  readonly counter: number | null;
}

const NAME = "[a-zA-Z0-9](?:[a-zA-Z0-9-/_]*[a-zA-Z0-9])?";
const VERSION =
  "v(?:0|[1-9]\\d{0,8})(?:\\.(?:0|[1-9]\\d{0,8})){2}(?:-(?:0|[1-9]\\d*|\\d*[a-zA-Z-][0-9a-zA-Z-]*)(?:\\.(?:0|[1-9]\\d*|\\d*[a-zA-Z-][0-9a-zA-Z-]*))*)?(?:\\+[0-9a-zA-Z-]+(?:\\.[0-9a-zA-Z-]+)*)?";
/** As in `gto/constants.py` of GTO 1.10. */
const TAG = new RegExp(
  `^(?:([a-zA-Z0-9-_./]+)=)?(${NAME})(?:#(${NAME})(!)?|@(${VERSION})(!)?|@(deprecated|created))(?:#([0-9]{1,9}))?$`,
);

/** Git allows longer names, but none of a person; matching stays cheap. */
const MAX_LENGTH = 500;

/** Undefined for a tag that is none of GTO's. */
export function parseGtoTag(name: string): GtoTag | undefined {
  const match = name.length > MAX_LENGTH ? null : TAG.exec(name);
  if (match === null) return undefined;
  const [, folder, own = "", stage, withdrawn, version, retracted, word, counter] = match;
  return {
    artifact: folder === undefined ? own : `${folder}:${own}`,
    action: actionOf({
      stage,
      version,
      word,
      isCancelled: withdrawn !== undefined || retracted !== undefined,
    }),
    counter: counter === undefined ? null : Number(counter),
  };
}

function actionOf(parts: {
  readonly stage: string | undefined;
  readonly version: string | undefined;
  readonly word: string | undefined;
  readonly isCancelled: boolean;
}): GtoAction {
  const { stage, version, word, isCancelled } = parts;
  if (stage !== undefined) return { kind: isCancelled ? "unassign" : "assign", stage };
  if (version !== undefined) return { kind: isCancelled ? "deregister" : "register", version };
  return { kind: word === "created" ? "created" : "deprecate" };
}

/** The name of the tag that says this. */
export function formatGtoTag({ artifact, action, counter }: GtoTag): string {
  return `${artifact.replace(":", "=")}${formatAction(action)}${counter === null ? "" : `#${counter}`}`;
}

function formatAction(action: GtoAction): string {
  switch (action.kind) {
    case "register":
      return `@${action.version}`;
    case "deregister":
      return `@${action.version}!`;
    case "assign":
      return `#${action.stage}`;
    case "unassign":
      return `#${action.stage}!`;
    case "deprecate":
      return "@deprecated";
    case "created":
      return "@created";
  }
}
