import { type BinaryReader, readInner, readInt64, readMessage, readString, WireType } from "./protobuf.ts";

/** `{key | nested_key[], value_json}` of `wandb_internal.proto`. */
export interface WandbItem {
  readonly key: string;
  readonly nested: readonly string[];
  readonly json: string;
}

/** What the record of the run itself tells; a field that was not written is undefined. */
export interface WandbAbout {
  id?: string;
  project?: string;
  name?: string;
  notes?: string;
  /** Milliseconds since 1970. */
  startedAt?: number;
  commit?: string;
  /** Of the process, once it has ended. */
  exitCode?: number;
}

/** What Pedigree needs of one record. */
export interface WandbRecord {
  readonly history: readonly WandbItem[];
  readonly step: number;
  readonly summary: readonly WandbItem[];
  readonly config: readonly WandbItem[];
  readonly tags: readonly string[];
  readonly about: Readonly<WandbAbout>;
}

/** Field numbers of `Record` and of the messages in it. */
const RECORD = { history: 2, summary: 3, config: 5, run: 17, exit: 18 } as const;
const HISTORY = { item: 1, step: 2 } as const;
const UPDATE = 1;
const RUN = { config: 4, tags: 10, startTime: 17, git: 21 } as const;
const TEXTS = { 1: "id", 3: "project", 8: "name", 9: "notes" } as const;
const TIME = { seconds: 1, nanos: 2 } as const;
const GIT_COMMIT = 2;
const EXIT_CODE = 1;
const ITEM = { key: 1, nested: 2, json: 16 } as const;

interface Parts {
  readonly history: WandbItem[];
  readonly summary: WandbItem[];
  readonly config: WandbItem[];
  readonly tags: string[];
  readonly about: WandbAbout;
  step: number;
}

/** Reads a record of a `.wandb` log. Raises an error where the bytes are none. */
export function readRecord(bytes: Uint8Array): WandbRecord {
  const parts: Parts = { history: [], summary: [], config: [], tags: [], about: {}, step: 0 };
  readMessage(bytes, (reader, field, wire) => {
    if (field === RECORD.history) return readHistory(reader, wire, parts);
    if (field === RECORD.summary) return readUpdates(reader, wire, parts.summary);
    if (field === RECORD.config) return readUpdates(reader, wire, parts.config);
    if (field === RECORD.run) return readRun(reader, wire, parts);
    if (field === RECORD.exit) return readExit(reader, wire, parts.about);
    return false;
  });
  return parts;
}

function readHistory(reader: BinaryReader, wire: WireType, parts: Parts): boolean {
  return readInner(reader, wire, (_, field, type) => {
    if (field === HISTORY.item) return readItem(reader, type, parts.history);
    if (field !== HISTORY.step) return false;
    return readInner(reader, type, (_r, number, numberType) => {
      const found = number === 1 ? readInt64(reader, numberType) : undefined;
      if (found !== undefined) parts.step = found;
      return found !== undefined;
    });
  });
}

function readRun(reader: BinaryReader, wire: WireType, { config, tags, about }: Parts): boolean {
  return readInner(reader, wire, (_, field, type) => {
    if (field === RUN.config) return readUpdates(reader, type, config);
    if (field === RUN.startTime) return readTimestamp(reader, type, about);
    if (field === RUN.git) return readGit(reader, type, about);
    const name = field in TEXTS ? TEXTS[field as keyof typeof TEXTS] : undefined;
    if (name === undefined && field !== RUN.tags) return false;
    const text = readString(reader, type);
    if (text === undefined) return false;
    if (name === undefined) tags.push(text);
    else if (text !== "") about[name] = text;
    return true;
  });
}

/** `google.protobuf.Timestamp`. */
function readTimestamp(reader: BinaryReader, wire: WireType, about: WandbAbout): boolean {
  let [seconds, nanos] = [0, 0];
  const read = readInner(reader, wire, (_, field, type) => {
    if (field !== TIME.seconds && field !== TIME.nanos) return false;
    const found = readInt64(reader, type);
    if (field === TIME.seconds) seconds = found ?? 0;
    else nanos = found ?? 0;
    return found !== undefined;
  });
  if (read && seconds > 0) about.startedAt = seconds * 1000 + Math.floor(nanos / 1e6);
  return read;
}

function readGit(reader: BinaryReader, wire: WireType, about: WandbAbout): boolean {
  return readInner(reader, wire, (_, field, type) => {
    const commit = field === GIT_COMMIT ? readString(reader, type) : undefined;
    if (commit !== undefined && /^[0-9a-f]{40}$/.test(commit)) about.commit = commit;
    return commit !== undefined;
  });
}

// A code of 0 is not written, as with every default of proto3.
function readExit(reader: BinaryReader, wire: WireType, about: WandbAbout): boolean {
  about.exitCode = 0;
  return readInner(reader, wire, (_, field, type) => {
    const code = field === EXIT_CODE ? readInt64(reader, type) : undefined;
    if (code !== undefined) about.exitCode = code;
    return code !== undefined;
  });
}

function readUpdates(reader: BinaryReader, wire: WireType, items: WandbItem[]): boolean {
  return readInner(reader, wire, (_, field, type) => field === UPDATE && readItem(reader, type, items));
}

function readItem(reader: BinaryReader, wire: WireType, items: WandbItem[]): boolean {
  const nested: string[] = [];
  let key = "";
  let json = "";
  const read = readInner(reader, wire, (_, field, type) => {
    if (type !== WireType.LengthDelimited) return false;
    if (field === ITEM.key) key = reader.string();
    else if (field === ITEM.nested) nested.push(reader.string());
    else if (field === ITEM.json) json = reader.string();
    else return false;
    return true;
  });
  if (read) items.push({ key, nested, json });
  return read;
}
