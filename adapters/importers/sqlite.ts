import { closeSync, existsSync, fstatSync, openSync, readSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { pathToFileURL } from "node:url";
import { PedigreeError } from "../../core/errors.ts";
import type { ImportFile } from "../../core/ports/importer.ts";
import { headText, unreadableRest } from "./imported-run.ts";

/** A writer that holds the database for longer than this is told instead of waited for. */
const BUSY_MILLISECONDS = 1000;

/** Whether a file is a database of SQLite (https://www.sqlite.org/fileformat.html, 1.3). */
export function isDatabase(head: Uint8Array): boolean {
  return headText(head).startsWith("SQLite format 3\0");
}

/** Reads a database that somebody else wrote, and leaves nothing beside it. Raises FILE_UNREADABLE where it cannot be read. */
export function readDatabase<T>(file: ImportFile, tables: string, read: (database: DatabaseSync) => T): T {
  try {
    const database = open(file);
    try {
      // A schema is data of somebody else: it may not name functions, and damaged pages are an error.
      database.exec("PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON; PRAGMA query_only = ON");
      return read(database);
    } finally {
      database.close();
    }
  } catch (error) {
    throw toUnreadable(file.path, tables, error);
  }
}

/**
 * Even a reader makes a `-wal` and a `-shm` beside a database with a write-ahead log, and may not take them away again. Where
 * there is no log nobody has the database open, and it can be read as a file that does not change.
 */
function open({ real, path }: ImportFile): DatabaseSync {
  const url = pathToFileURL(real);
  url.searchParams.set("mode", "ro");
  if (!existsSync(`${real}-wal`) && !existsSync(`${real}-journal`)) {
    refuseCut(real, path);
    url.searchParams.set("immutable", "1");
  }
  return new DatabaseSync(url, { readOnly: true, timeout: BUSY_MILLISECONDS });
}

const HEADER_BYTES = 100;

/**
 * SQLite reads zeros where a file ends before its last page does, and a row of zeros is a row. The header says how many pages there
 * are, unless a version before 3.7.0 wrote last (https://www.sqlite.org/fileformat.html, 1.3.8).
 */
function refuseCut(real: string, subject: string): void {
  const handle = openSync(real, "r");
  try {
    const header = Buffer.alloc(HEADER_BYTES);
    if (readSync(handle, header, 0, HEADER_BYTES, 0) < HEADER_BYTES) return;
    const { size } = fstatSync(handle);
    // One stands for 65,536, which has no room in two bytes.
    const page = header.readUInt16BE(16) === 1 ? 65_536 : header.readUInt16BE(16);
    const isCounted = header.readUInt32BE(24) === header.readUInt32BE(92);
    const whole = isCounted ? page * header.readUInt32BE(28) : Math.ceil(size / page) * page;
    if (!(size < whole)) return;
    throw new PedigreeError("FILE_UNREADABLE", "a database is cut", {
      subject,
      expected: `${whole} bytes`,
      found: `${size}`,
    });
  } finally {
    closeSync(handle);
  }
}

/** The names of a table's columns; none where there is no such table. */
export function columnsOf(database: DatabaseSync, table: string): ReadonlySet<string> {
  const rows = database.prepare("SELECT name FROM pragma_table_info(?)").all(table);
  return new Set(rows.map(({ name }) => String(name)));
}

/** What of one run in a database cannot be used: the other runs stay. */
export function unusablePart(file: ImportFile, path: string, error: unknown): PedigreeError {
  if (error instanceof PedigreeError) return error;
  const found = error instanceof Error ? error.message.slice(0, 120) : "an unknown error";
  return unreadableRest(file.path, { path, expected: "a whole run", found });
}

function toUnreadable(subject: string, tables: string, error: unknown): PedigreeError {
  if (error instanceof PedigreeError) return error;
  return new PedigreeError("FILE_UNREADABLE", "database cannot be imported", {
    subject,
    expected: tables,
    found: error instanceof Error ? error.message.slice(0, 120) : "an unknown error",
    cause: error,
  });
}
