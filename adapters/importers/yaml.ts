import {
  type Alias,
  Composer,
  CST,
  type Document,
  isAlias,
  isCollection,
  isMap,
  isNode,
  isPair,
  isScalar,
  Lexer,
  LineCounter,
  type Node,
  type Pair,
  Parser,
  type Scalar,
} from "yaml";
import { PedigreeError } from "../../core/errors.ts";
import { describeValue, formatPath } from "../../core/parse.ts";
import { isExactInteger } from "../../core/run/number-text.ts";

export interface YamlLimits {
  /** Size of the text in UTF-8 bytes. */
  readonly maxBytes: number;
  /** How deep lists and maps may be nested. */
  readonly maxDepth: number;
  /** How many tokens there may be: words, signs, gaps and line breaks. Without it the size alone counts. */
  readonly maxTokens?: number;
}

/** What Python's `yaml.dump` and people who train write beyond plain data; read by `parseYamlDump` alone. */
export interface YamlFreedom {
  /** Aliases stand for the values that they name. */
  readonly aliases: boolean;
  /** Tags of a language are passed over: `!!python/tuple [1, 2]` is a list. */
  readonly tags: boolean;
}

const NO_FREEDOM: YamlFreedom = { aliases: false, tags: false };

/** Room for a policy of thousands of lines; parsing so much takes milliseconds at the worst. */
export const DEFAULT_YAML_LIMITS: YamlLimits = { maxBytes: 64 * 1024, maxDepth: 32 };

/**
 * For what people write into a registry, where the App reads it for everybody. A token takes up to 2 kB until it is read,
 * however short it is, so that 64 KiB of line breaks would take 120 MB. Policies have two or three characters for each: this is
 * one of 50 KiB, twenty times the longest of the examples.
 */
export const WRITTEN_YAML_LIMITS: YamlLimits = { ...DEFAULT_YAML_LIMITS, maxTokens: 20_000 };

/** Keys that reach an object's prototype when a careless reader copies them. */
const FORBIDDEN_KEYS: ReadonlySet<string> = new Set(["__proto__", "constructor", "prototype"]);

/** Where a problem is and what it is; the offset counts UTF-16 units from the start of the text. */
class YamlProblem extends Error {
  readonly offset: number;
  readonly expected: string;
  readonly found: string;

  constructor(offset: number, expected: string, found: string) {
    super(found);
    this.offset = offset;
    this.expected = expected;
    this.found = found;
  }
}

/** Too much rather than wrong. */
class YamlExcess extends YamlProblem {}

/**
 * Reads untrusted YAML 1.2 (core schema) as plain data. Stricter than the language where its freedom is an attack
 * or a trap: one document, no directives, aliases, custom tags, duplicate keys or keys that are no strings.
 * Size is judged before anything is read and depth before anything recursive runs, so a hostile file costs next
 * to nothing. Raises FILE_TOO_LARGE or FILE_UNREADABLE with line and column. `.nan` and `.inf` come out as numbers:
 * schemas refuse them where they have no meaning. Digits beyond what a double holds (`1e400`) stay the text that they are
 * written as: they would be an infinity that nobody wrote, and `12e4567` may be a commit. So do integers such as a seed of 64
 * bits, of which a double holds another one.
 */
export function parseYaml(text: string, subject: string, limits: YamlLimits = DEFAULT_YAML_LIMITS): unknown {
  return composeYaml(text, subject, limits).document.toJS({ maxAliasCount: 0 });
}

/** The same with the line of every value by its path, `stages[2].require`; the root has the path "". */
export function parseYamlWithLines(
  text: string,
  subject: string,
  limits: YamlLimits = DEFAULT_YAML_LIMITS,
): { readonly value: unknown; readonly lines: ReadonlyMap<string, number> } {
  const { document, counter } = composeYaml(text, subject, limits);
  const lines = new Map<string, number>();
  placeNode(document.contents, [], (path, offset) =>
    lines.set(formatPath(path), counter.linePos(offset).line),
  );
  return { value: document.toJS({ maxAliasCount: 0 }), lines };
}

/** The document that `parseYaml` reads, judged by its rules but for the freedom that is given. Raises what that raises. */
export function composeYaml(text: string, subject: string, limits: YamlLimits, freedom = NO_FREEDOM) {
  refuseLarge(text, subject, limits.maxBytes);
  const counter = new LineCounter();
  try {
    const document = compose(scan(text, counter, { ...limits, ...freedom }), counter, freedom);
    checkNode(document.contents, { known: new Set(), around: [] });
    return { document, counter };
  } catch (error) {
    throw unreadable(error, subject, counter);
  }
}

/** A field stands where its key stands, an item of a list where it begins. */
function placeNode(
  node: unknown,
  path: readonly PropertyKey[],
  place: (path: readonly PropertyKey[], offset: number) => void,
): void {
  if (path.length === 0) place(path, offsetOf(node));
  if (!isCollection(node)) return;
  for (const [at, item] of node.items.entries()) {
    const pair = isMap(node) && isPair(item) ? item : undefined;
    const key = pair === undefined ? at : isScalar(pair.key) ? String(pair.key.value) : at;
    const inside = [...path, key];
    place(inside, offsetOf(pair === undefined ? item : pair.key));
    placeNode(pair === undefined ? item : pair.value, inside, place);
  }
}

function refuseLarge(text: string, subject: string, maxBytes: number): void {
  // A text never has fewer bytes than UTF-16 units, so the cheap test comes first.
  const bytes = text.length > maxBytes ? text.length : Buffer.byteLength(text, "utf8");
  if (bytes <= maxBytes) return;
  throw new PedigreeError("FILE_TOO_LARGE", "YAML is too large", {
    subject,
    expected: `at most ${maxBytes} bytes`,
    found: `${text.length > maxBytes ? "at least " : ""}${bytes} bytes`,
  });
}

/**
 * The documents of the text, as tokens. The tokenizer is not recursive, so depth is judged here, before the composer recurses;
 * and it makes a piece at a time, so that what is refused here costs no more than what stands before it.
 */
function scan(
  text: string,
  lines: LineCounter,
  limits: YamlLimits & Pick<YamlFreedom, "aliases">,
): CST.Token[] {
  const parser = new Parser(lines.addNewLine);
  const tokens: CST.Token[] = [];
  lines.addNewLine(0);
  let pieces = 0;
  // What follows this sign is text, whatever it begins with.
  let isText = false;
  for (const piece of new Lexer().lex(text)) {
    refuseExcess(++pieces, parser.offset, limits);
    if (!isText && !limits.aliases) refuseAlias(piece, parser.offset);
    for (const token of parser.next(piece)) keep(token, tokens);
    refuseDeep(parser, limits.maxDepth);
    isText = piece === CST.SCALAR;
  }
  for (const token of parser.end()) keep(token, tokens);
  return tokens;
}

/** Stops at the first error: a file that is one error after another must not cost one report each. */
function keep(token: CST.Token, tokens: CST.Token[]): void {
  if (token.type === "error") throw new YamlProblem(token.offset, "YAML", oneLine(token.message));
  if (token.type === "directive") {
    const found = "a % directive, which may change how it is read";
    throw new YamlProblem(token.offset, "plain YAML 1.2", found);
  }
  // The rest stands between documents: comments and empty lines.
  if (token.type === "document" || token.type === "doc-end") tokens.push(token);
}

function refuseExcess(pieces: number, offset: number, { maxTokens }: YamlLimits): void {
  if (maxTokens === undefined || pieces <= maxTokens) return;
  throw new YamlExcess(offset, `at most ${maxTokens} tokens (words, signs, gaps and line breaks)`, "more");
}

function refuseAlias(piece: string, offset: number): void {
  if (!piece.startsWith("*")) return;
  const name = describeValue(piece.slice(1)).slice(1, -1);
  throw new YamlProblem(offset, "the value written out", `the alias *${name}`);
}

function refuseDeep({ stack, offset }: Parser, maxDepth: number): void {
  if (stack.length <= maxDepth) return;
  let depth = 0;
  for (const token of stack) if (isCollectionToken(token)) depth += 1;
  if (depth <= maxDepth) return;
  throw new YamlProblem(offset, `at most ${maxDepth} levels of lists and maps`, `more than ${maxDepth}`);
}

function isCollectionToken(token: CST.Token): boolean {
  return token.type === "block-map" || token.type === "block-seq" || token.type === "flow-collection";
}

function compose(tokens: readonly CST.Token[], lines: LineCounter, freedom: YamlFreedom): Document.Parsed {
  const composer = new Composer({
    schema: "core",
    stringKeys: true,
    // The library compares every key with every other; checkNode needs one look at each.
    uniqueKeys: false,
    merge: false,
    resolveKnownTags: false,
    prettyErrors: false,
    logLevel: "silent",
    lineCounter: lines,
  });
  stopAtFirst(composer, freedom);
  // A file of a thousand documents is refused for its second.
  const [document, second] = composer.compose(tokens, true).take(2);
  if (document === undefined) throw new YamlProblem(0, "one YAML document", "none");
  if (second !== undefined) throw new YamlProblem(second.range[0], "one YAML document", "a second one");
  const problem = document.errors[0] ?? document.warnings[0];
  if (problem !== undefined) throw new YamlProblem(problem.pos[0], "YAML", oneLine(problem.message));
  return document;
}

/**
 * The library collects what is wrong, with a stack of calls for each, and has no option to stop. It hands all to this property;
 * a version without it would collect again, and the first would be found among the rest.
 */
function stopAtFirst(composer: Composer, { tags }: YamlFreedom): void {
  let first: YamlProblem | undefined;
  type Source = number | readonly [number, number] | CST.Token;
  const onError = (source: Source, code: string, message: string, isWarning = false) => {
    // A tag that is not known: its value is read as if there were none.
    if (tags && code === "TAG_RESOLVE_FAILED" && isWarning) return;
    const offset = typeof source === "number" ? source : "offset" in source ? source.offset : source[0];
    // What is raised within a node is handed in again for the node around it.
    first ??= new YamlProblem(offset, "YAML", oneLine(message));
    throw first;
  };
  Object.assign(composer, { onError });
}

/** Decimal, hexadecimal or octal. */
const INTEGER = /^(?:[-+]?\d+|0x[\dA-Fa-f]+|0o[0-7]+)$/;

/** Recursion is safe: the depth was judged before. */
function checkNode(node: unknown, anchors: Anchors): void {
  if (isScalar(node)) keepDigits(node);
  if (isAlias(node)) checkAlias(node, anchors);
  const own = isAlias(node) || !isNode(node) ? undefined : node.anchor;
  if (own !== undefined) anchors.known.add(own);
  if (!isCollection(node)) return;
  if (isMap(node)) checkKeys(node.items);
  const inside = own === undefined ? anchors : { ...anchors, around: [...anchors.around, own] };
  for (const item of node.items) checkNode(isMap(node) ? pairValue(item) : item, inside);
}

/** Names of values: of those that have been read, and of those that a value is a part of. */
interface Anchors {
  readonly known: Set<string>;
  readonly around: readonly string[];
}

function checkAlias(alias: Alias, { known, around }: Anchors): void {
  const [at, found] = [offsetOf(alias), `the alias *${alias.source}`];
  if (!known.has(alias.source)) throw new YamlProblem(at, "the name of a value that stands before", found);
  if (around.includes(alias.source)) throw new YamlProblem(at, "a value that is no part of itself", found);
}

function keepDigits(node: Scalar): void {
  const { value, source } = node;
  if (typeof value === "number" && source !== undefined && INTEGER.test(source) && !isExactInteger(source))
    node.value = source;
  if (value !== Number.POSITIVE_INFINITY && value !== Number.NEGATIVE_INFINITY) return;
  if (source !== undefined && !/inf$/i.test(source)) node.value = source;
}

function checkKeys(pairs: readonly Pair[]): void {
  const seen = new Set<string>();
  for (const { key } of pairs) {
    if (!isScalar(key) || typeof key.value !== "string") {
      throw new YamlProblem(offsetOf(key), "a plain key", "a list, map or alias as a key");
    }
    const name = key.value;
    if (FORBIDDEN_KEYS.has(name)) throw new YamlProblem(offsetOf(key), "another key", describeValue(name));
    if (seen.has(name)) {
      throw new YamlProblem(offsetOf(key), "every key once", `${describeValue(name)} for the second time`);
    }
    seen.add(name);
  }
}

function pairValue(item: unknown): unknown {
  return typeof item === "object" && item !== null && "value" in item ? item.value : item;
}

function offsetOf(node: unknown): number {
  return isNode(node) ? ((node satisfies Node).range?.[0] ?? 0) : 0;
}

function unreadable(error: unknown, subject: string, lines: LineCounter): PedigreeError {
  if (!(error instanceof YamlProblem)) {
    return new PedigreeError("FILE_UNREADABLE", "YAML cannot be read", { subject, cause: error });
  }
  const { line, col } = lines.linePos(error.offset);
  const { expected, found } = error;
  const details = { subject, path: `line ${line}, column ${col}`, expected, found };
  if (!(error instanceof YamlExcess))
    return new PedigreeError("FILE_UNREADABLE", "YAML cannot be read", details);
  const remedy = "shorten the file: fewer entries, comments and empty lines";
  return new PedigreeError("FILE_TOO_LARGE", "YAML is too large", { ...details, remedy });
}

function oneLine(message: string): string {
  const line = message.replace(/\s+/g, " ");
  return line.length > 200 ? `${line.slice(0, 199)}…` : line;
}
