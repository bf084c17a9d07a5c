import { type BinaryReader, readInner, readInt64, readMessage, readString, WireType } from "./protobuf.ts";

/** `{key | nested_key[], value_json}` of `wandb_internal.proto`. */
export interface WandbItem {
  readonly key: string;
  readonly nested: readonly string[];
  readonly json: string;
}

/** What Pedigree needs of one record. */
export interface WandbRecord {
  readonly history: readonly WandbItem[];
  readonly step: number;
  readonly summary: readonly WandbItem[];
  readonly config: readonly WandbItem[];
  readonly tags: readonly string[];
}

/** Field numbers of `Record` and of the messages in it. */
const RECORD = { history: 2, summary: 3, config: 5, run: 17 } as const;
const HISTORY = { item: 1, step: 2 } as const;
const UPDATE = 1;
const RUN = { config: 4, tags: 10 } as const;
const ITEM = { key: 1, nested: 2, json: 16 } as const;

/** Reads a record of a `.wandb` log. Raises an error where the bytes are none. */
export function readRecord(bytes: Uint8Array): WandbRecord {
  const history: WandbItem[] = [];
  const summary: WandbItem[] = [];
  const config: WandbItem[] = [];
  const tags: string[] = [];
  let step = 0;
  readMessage(bytes, (reader, field, wire) => {
    if (field === RECORD.history) {
      return readInner(reader, wire, (_, inner, type) => {
        if (inner === HISTORY.item) return readItem(reader, type, history);
        if (inner !== HISTORY.step) return false;
        return readInner(reader, type, (_r, number, numberType) => {
          const found = number === 1 ? readInt64(reader, numberType) : undefined;
          if (found !== undefined) step = found;
          return found !== undefined;
        });
      });
    }
    if (field === RECORD.summary) return readUpdates(reader, wire, summary);
    if (field === RECORD.config) return readUpdates(reader, wire, config);
    if (field !== RECORD.run) return false;
    return readInner(reader, wire, (_, inner, type) => {
      if (inner === RUN.config) return readUpdates(reader, type, config);
      const tag = inner === RUN.tags ? readString(reader, type) : undefined;
      if (tag !== undefined) tags.push(tag);
      return tag !== undefined;
    });
  });
  return { history, step, summary, config, tags };
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
