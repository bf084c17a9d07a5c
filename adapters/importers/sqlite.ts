import { existsSync } from "node:fs";
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
    const database = open(file.real);
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
function open(real: string): DatabaseSync {
  const url = pathToFileURL(real);
  url.searchParams.set("mode", "ro");
  if (!existsSync(`${real}-wal`) && !existsSync(`${real}-journal`)) url.searchParams.set("immutable", "1");
  return new DatabaseSync(url, { readOnly: true, timeout: BUSY_MILLISECONDS });
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
