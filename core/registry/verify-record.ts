import { digestOfText } from "../canonical.ts";
import { PedigreeError } from "../errors.ts";
import type { CommitSha } from "../names.ts";
import { type Run, runSchema } from "../run/run.ts";
import { parseDocument } from "./documents.ts";
import type { RegisteredEvent } from "./event.ts";
import { firstDifference } from "./first-difference.ts";
import { formatPath } from "./layout.ts";
import { attempt, type Checked, checkBytes } from "./verify-event.ts";
import { findingOf, findingOfError } from "./verify-finding.ts";
import { type Version, versionSchema } from "./version.ts";

/** A version's two documents as they landed. */
export interface RecordTexts {
  readonly version: string;
  readonly run: string;
}

/** What a version's folder says, where it can be read. */
export interface VersionRecord {
  readonly version: Version;
  readonly run: Run;
}

/** The record agrees with its event, with its folder and with itself: `version.json` holds the digest of `run.json`. */
export function checkRecord(
  texts: RecordTexts,
  event: RegisteredEvent,
  commit: CommitSha,
): Checked<VersionRecord> {
  const place = { model: event.model, version: event.version };
  const versionFile = formatPath({ ...place, kind: "version-file", file: "version.json" });
  const runFile = formatPath({ ...place, kind: "version-file", file: "run.json" });
  const version = attempt(() => parseDocument(versionSchema, texts.version, versionFile));
  const run = attempt(() => parseDocument(runSchema, texts.run, runFile));
  const unreadable = [
    ...(version instanceof PedigreeError
      ? [findingOfError("unreadable", { commit, file: versionFile }, version)]
      : []),
    ...(run instanceof PedigreeError ? [findingOfError("unreadable", { commit, file: runFile }, run)] : []),
  ];
  if (version instanceof PedigreeError || run instanceof PedigreeError) {
    return { value: undefined, findings: unreadable };
  }
  const expected = { ...place, run: { id: event.run } };
  const said = { model: version.model, version: version.version, run: { id: version.run.id } };
  const runExpected = { digest: version.run.digest, id: version.run.id };
  const runFound = { digest: digestOfText(texts.run), id: run.id };
  return {
    value: { version, run },
    findings: [
      ...checkBytes(texts.version, version, { commit, file: versionFile }),
      ...findingOf("record", { commit, file: versionFile }, firstDifference(expected, said)),
      ...findingOf("record", { commit, file: runFile }, firstDifference(runExpected, runFound)),
    ],
  };
}
