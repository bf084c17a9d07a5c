import type { Measurement } from "../../core/run/measurement.ts";
import type { TagTable } from "./tensorboard-tag.ts";
import type { TfRecord } from "./tf-record.ts";

/** Keys of the fields, in the order in which every writer puts them. */
const WALL_TIME = 0x09;
const STEP = 0x10;
const SUMMARY = 0x2a;
const VALUE = 0x0a;
const TAG = 0x0a;
const SIMPLE_VALUE = 0x15;

const TIME_BYTES = 9;
const NUMBER_BYTES = 5;

/**
 * Reads the event of one scalar, which is nearly all of a large file, without a general reader: time, step, and a summary of
 * one value with tag and number, in this order and nothing else. It is undefined for any other event, also for a step or
 * a tag of unusual length; those are for the general reader.
 */
export function readPlainScalar(
  { bytes, view, start, end }: TfRecord,
  tags: TagTable,
): Measurement | undefined {
  if (end - start > 127 || bytes[start] !== WALL_TIME) return undefined;
  let at = start + TIME_BYTES;
  let step = 0;
  if (bytes[at] === STEP) {
    let shift = 0;
    let byte = 0x80;
    at += 1;
    for (; byte >= 0x80 && shift <= 21; shift += 7) {
      byte = bytes[at] ?? 0x80;
      step |= (byte & 0x7f) << shift;
      at += 1;
    }
    if (byte >= 0x80) return undefined;
  }
  // Every length is below 128 and so one byte; each has to lead exactly to the end, which also proves that nothing before
  // was read beyond it.
  if (bytes[at] !== SUMMARY || bytes[at + 1] !== end - at - 2) return undefined;
  if (bytes[at + 2] !== VALUE || bytes[at + 3] !== end - at - 4 || bytes[at + 4] !== TAG) return undefined;
  const from = at + 6;
  const to = end - NUMBER_BYTES;
  if (to <= from || bytes[at + 5] !== to - from || bytes[to] !== SIMPLE_VALUE) return undefined;
  return {
    metric: tags.read(bytes, from, to),
    step,
    time: Math.round(view.getFloat64(start + 1, true) * 1000),
    value: view.getFloat32(to + 1, true),
  };
}
