import {
  Composer,
  type CST,
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
} from "yaml";
import { PedigreeError } from "../../core/errors.ts";
import { describeValue, formatPath } from "../../core/parse.ts";

export interface YamlLimits {
  /** Size of the text in UTF-8 bytes. */
  readonly maxBytes: number;
  /** How deep lists and maps may be nested. */
  readonly maxDepth: number;
}

/** Room for a policy of thousands of lines; parsing so much takes milliseconds at the worst. */
export const DEFAULT_YAML_LIMITS: YamlLimits = { maxBytes: 64 * 1024, maxDepth: 32 };

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

/**
 * Reads untrusted YAML 1.2 (core schema) as plain data. Stricter than the language where its freedom is an attack
 * or a trap: one document, no directives, aliases, custom tags, duplicate keys or keys that are no strings.
 * Size is judged before anything is read and depth before anything recursive runs, so a hostile file costs next
 * to nothing. Raises FILE_TOO_LARGE or FILE_UNREADABLE with line and column. `.nan` and `.inf` come out as numbers:
 * schemas refuse them where they have no meaning.
 */
export function parseYaml(text: string, subject: string, limits: YamlLimits = DEFAULT_YAML_LIMITS): unknown {
  return parse(text, subject, limits).document.toJS({ maxAliasCount: 0 });
}

/** The same with the line of every value by its path, `stages[2].require`; the root has the path "". */
export function parseYamlWithLines(
  text: string,
  subject: string,
  limits: YamlLimits = DEFAULT_YAML_LIMITS,
): { readonly value: unknown; readonly lines: ReadonlyMap<string, number> } {
  const { document, counter } = parse(text, subject, limits);
  const lines = new Map<string, number>();
  placeNode(document.contents, [], (path, offset) =>
    lines.set(formatPath(path), counter.linePos(offset).line),
  );
  return { value: document.toJS({ maxAliasCount: 0 }), lines };
}

function parse(text: string, subject: string, limits: YamlLimits) {
  refuseLarge(text, subject, limits.maxBytes);
  const counter = new LineCounter();
  try {
    const document = compose(scan(text, counter, limits.maxDepth), counter);
    checkNode(document.contents);
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

/** Tokens of the text. The tokenizer is not recursive, so depth is judged here, before the composer recurses. */
function scan(text: string, lines: LineCounter, maxDepth: number): CST.Token[] {
  const lexer = new Lexer();
  const parser = new Parser(lines.addNewLine);
  const tokens: CST.Token[] = [];
  lines.addNewLine(0);
  for (const lexeme of lexer.lex(text)) {
    for (const token of parser.next(lexeme)) tokens.push(sound(token));
    if (parser.stack.filter(isCollectionToken).length > maxDepth) {
      throw new YamlProblem(
        parser.offset,
        `at most ${maxDepth} levels of lists and maps`,
        `more than ${maxDepth}`,
      );
    }
  }
  for (const token of parser.end()) tokens.push(sound(token));
  const directive = tokens.find((token) => token.type === "directive");
  if (directive !== undefined)
    throw new YamlProblem(
      directive.offset,
      "plain YAML 1.2",
      "a % directive, which may change how it is read",
    );
  return tokens;
}

/** Stops at the first error: a file that is one error after another must not cost one report each. */
function sound(token: CST.Token): CST.Token {
  if (token.type !== "error") return token;
  throw new YamlProblem(token.offset, "YAML", oneLine(token.message));
}

function isCollectionToken(token: CST.Token): boolean {
  return token.type === "block-map" || token.type === "block-seq" || token.type === "flow-collection";
}

function compose(tokens: readonly CST.Token[], lines: LineCounter): Document.Parsed {
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
  // A file of a thousand documents is refused for its second.
  const [document, second] = composer.compose(tokens, true).take(2);
  if (document === undefined) throw new YamlProblem(0, "one YAML document", "none");
  if (second !== undefined) throw new YamlProblem(second.range[0], "one YAML document", "a second one");
  const problem = document.errors[0] ?? document.warnings[0];
  if (problem !== undefined) throw new YamlProblem(problem.pos[0], "YAML", oneLine(problem.message));
  return document;
}

/** Recursion is safe: the depth was judged before. */
function checkNode(node: unknown): void {
  if (!isNode(node)) return;
  if (isAlias(node)) {
    throw new YamlProblem(
      offsetOf(node),
      "the value written out",
      `the alias *${describeValue(node.source).slice(1, -1)}`,
    );
  }
  if (!isCollection(node)) return;
  if (isMap(node)) checkKeys(node.items);
  for (const item of node.items) checkNode(isMap(node) ? pairValue(item) : item);
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
  return new PedigreeError("FILE_UNREADABLE", "YAML cannot be read", {
    subject,
    path: `line ${line}, column ${col}`,
    expected: error.expected,
    found: error.found,
  });
}

function oneLine(message: string): string {
  const line = message.replace(/\s+/g, " ");
  return line.length > 200 ? `${line.slice(0, 199)}…` : line;
}
