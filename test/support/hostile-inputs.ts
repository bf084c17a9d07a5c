import { deflateRawSync } from "node:zlib";
import { documents } from "../../adapters/importers/documents.ts";
import { parseJson } from "../../adapters/importers/json.ts";
import { importMetrics } from "../../adapters/importers/metrics.ts";
import { importParams } from "../../adapters/importers/params.ts";
import { bufferByteSource } from "../../adapters/zip/byte-source.ts";
import { readZipEntries } from "../../adapters/zip/zip-reader.ts";
import { judgeDelivery } from "../../app/handlers/index.ts";
import { compileStopRule } from "../../core/live/stop-rule.ts";
import { diffNotebooks } from "../../core/notebook/diff.ts";
import { parseNotebook } from "../../core/notebook/parse-notebook.ts";
import { parseWith } from "../../core/parse.ts";
import { compileCondition } from "../../core/policy/condition.ts";
import { matchesPattern } from "../../core/policy/model-pattern.ts";
import { findMisspelling, parseCommands } from "../../core/registry/command.ts";
import { parseCanonical } from "../../core/registry/documents.ts";
import { eventSchema } from "../../core/registry/event.ts";
import { stagesSchema } from "../../core/registry/stages.ts";
import { createRedactor } from "../../core/run/redact.ts";
import { runSchema } from "../../core/run/run.ts";
import { buildZip } from "../adapters/zip/build-zip.ts";

/** A door through which text from outside comes in, and how much of it is let in. */
export interface Door {
  readonly name: string;
  /** The most that the door lets in, in bytes or, for parts of a document, characters. */
  readonly cap: number;
  readonly read: (text: string) => unknown;
  readonly inputs: (cap: number) => readonly string[];
}

const KIB = 1024;
const MIB = 1024 * KIB;

/** The piece, as often as it fits. */
function fill(piece: string, cap: number): string {
  return piece.repeat(Math.floor(cap / piece.length));
}

/** Pieces that count, until they are too many. */
function fillCounting(
  piece: (at: number) => string,
  cap: number,
  [open = "", close = ""]: readonly string[] = [],
): string {
  const pieces: string[] = [];
  let length = open.length + close.length;
  for (let at = 0; ; at++) {
    const next = piece(at);
    length += next.length;
    if (length > cap) return `${open}${pieces.join("")}${close}`;
    pieces.push(next);
  }
}

const REPEATED = [
  "a",
  "[",
  "{",
  "(",
  "- ",
  "? ",
  "! ",
  "& ",
  "* ",
  "'",
  '"',
  "#",
  "\n",
  "\t",
  "%",
  ":",
  "a: ",
  "|\n",
  ">\n",
  "`",
  "```\n",
  "<!--",
  "<",
  "[a](",
  "\\",
  "é",
  "😀",
  "\u0000",
  "---\n",
  "# x\n",
  "> ",
  "<pre>",
  "9",
  "-",
  "é\u0301",
  "eyJaaaaaaaa.",
  "token=",
  "a@",
  "://",
  "\r\n",
];

function yaml(cap: number): readonly string[] {
  return [...REPEATED.map((piece) => fill(piece, cap)), ...crowdedYaml(cap)];
}

/** What the reader of YAML takes in, so that a schema gets to see it. */
function crowdedYaml(cap: number): readonly string[] {
  return [
    fillCounting((at) => `k${at}: 1\n`, cap),
    fillCounting((at) => `  k${at}: {}\n`, cap, ["models:\n"]),
    fillCounting((at) => `k${at}: &a${at} 1\n`, cap),
    fillCounting((at) => `  - name: s${at}\n`, cap, ["schemaVersion: 1\nstages:\n"]),
    fillCounting(
      (at) => `  - { name: s${at}, from: any, require: { metrics: ["candidate.a > 0.0"] } }\n`,
      cap,
      ["schemaVersion: 1\nstages:\n  - name: a\n"],
    ),
    fillCounting((at) => `${" ".repeat(at)}a:\n`, cap),
    `a: &a [${fill("1, ", cap / 4)}1]\nb: [${fill("*a, ", cap / 4)}*a]\n`,
    `__proto__: { a: 1 }\n${fill("a", cap / 2)}`,
    `a: ${fill("9", cap / 2)}\n`,
    `a: 1e${fill("9", cap / 2)}\n`,
    `a: "${fill("\\u0041", cap / 2)}"\n`,
  ];
}

function json(cap: number): readonly string[] {
  const head = '{"schemaVersion": 1, "kind": "run", ';
  const list = (name: string, item: string) => [`${head}"${name}": [`, `${item}]}`] as const;
  const map = (name: string, last: string) => [`${head}"${name}": {`, `"last": ${last}}}`] as const;
  return [
    fill("[", cap),
    `${fill("[", cap / 2)}${fill("]", cap / 2)}`,
    fill('{"a":', cap),
    `{"a": ${fill("9", cap - 10)}}`,
    `{"a": "${fill("\\u0041", cap - 10)}"}`,
    fillCounting(() => "1,", cap, list("tags", "1")),
    fillCounting(() => "{},", cap, list("data", "{}")),
    fillCounting(() => "null,", cap, list("files", "null")),
    fillCounting(() => "[],", cap, list("warnings", "[]")),
    fillCounting((at) => `"p${at}":{},`, cap, map("params", "{}")),
    fillCounting((at) => `"m${at}":1,`, cap, map("metrics", "1")),
    fillCounting((at) => `"u${at}":1,`, cap, [head, '"last": 1}']),
    fillCounting((at) => `"${at}":1,`, cap, map("versions", "1")),
    fillCounting(() => '"__proto__":{"a":1},', cap, map("params", "1")),
  ];
}

function commands(cap: number): readonly string[] {
  return [
    ...REPEATED.map((piece) => fill(piece, cap)),
    ...[
      "/promote x\n",
      "/promote",
      "<!-- --",
      "<details>",
      "</pre>",
      "<pre",
      "<?",
      "<!",
      "~~~\n```\n",
      "> /promote x\n",
    ].map((piece) => fill(piece, cap)),
  ];
}

const conditions = (cap: number) => [
  ...[
    "(",
    "!",
    "-",
    "a.",
    "candidate.",
    "1+",
    "true||",
    "candidate.a<1.0&&",
    "[",
    "{",
    '"',
    "?",
    "1?",
    "candidate[",
    "a[",
  ].map((piece) => fill(piece, cap)),
  `candidate.a > ${"(".repeat(200)}1.0${")".repeat(200)}`,
  `candidate.a > ${fill("9", cap - 20)}`,
];

const strict = (schema: typeof stagesSchema | typeof eventSchema) => (text: string) =>
  parseCanonical(schema, text, "x");

const notebookOf = (cells: string) => `{"nbformat": 4, "cells": [${cells.replace(/,$/, "")}]}`;

/** What the App compares a stranger's notebook with. */
const OWN_NOTEBOOK = {
  kernel: "python3",
  language: "python",
  cells: Array.from({ length: 2000 }, (_, at) => ({ source: fill(`line ${at}\n`, 500), executed: at })),
};

/** Every door to the App, and the Action's for what a job is configured by. */
export const DOORS: readonly Door[] = [
  { name: "policy", cap: 64 * KIB, read: (text) => documents.policy(text), inputs: yaml },
  {
    name: "model.yml",
    cap: 64 * KIB,
    read: (text) => documents.model(text, "model.yml"),
    inputs: crowdedYaml,
  },
  {
    name: "card",
    cap: 512 * KIB,
    read: (text) => documents.card(text),
    inputs: (cap) => [
      ...commands(cap),
      ...crowdedYaml(64 * KIB).map((front) => `---\n${front}\n---\n# x\n`),
      fillCounting((at) => `## Section ${at}\n\ntext\n`, cap),
      fillCounting((at) => `${"#".repeat((at % 6) + 1)} Intended use\n`, cap),
    ],
  },
  {
    name: "run.json",
    cap: MIB,
    read: (text) => parseWith(runSchema, JSON.parse(text), "run.json"),
    inputs: json,
  },
  { name: "stages.json", cap: MIB, read: strict(stagesSchema), inputs: json },
  {
    name: "event",
    cap: MIB,
    read: strict(eventSchema),
    inputs: (cap) => [
      ...json(cap),
      ...json(cap).map((text) => text.replace('"kind": "run"', '"kind": "moved"')),
    ],
  },
  {
    name: "comment",
    cap: 64 * KIB,
    read: (text) => [parseCommands(text), findMisspelling(text)],
    inputs: commands,
  },
  { name: "condition", cap: 500, read: compileCondition, inputs: conditions },
  { name: "stop rule", cap: 500, read: (text) => compileStopRule(text, {}), inputs: conditions },
  {
    name: "pattern",
    cap: 63,
    read: (text) => matchesPattern(text, "a".repeat(63)),
    inputs: (cap) => [fill("*a", cap), fill("a*", cap), fill("*", cap)],
  },
  {
    name: "webhook",
    cap: MIB,
    read: (text) => judgeDelivery("pull_request", JSON.parse(text)),
    inputs: (cap) => [
      fill("[", cap),
      fill('{"a":', cap),
      fillCounting((at) => `"k${at}":1,`, cap, ["{", '"z":1}']),
      `{"a": "${fill("a", cap - 10)}"}`,
    ],
  },
  { name: "params", cap: MIB, read: (text) => importParams(text, "p.yaml"), inputs: crowdedYaml },
  { name: "metrics", cap: MIB, read: (text) => importMetrics(text, "m.json"), inputs: json },
  {
    name: "table",
    cap: MIB,
    read: (text) => importMetrics(text, "m.csv"),
    inputs: (cap) => [
      ...REPEATED.map((piece) => fill(piece, cap)),
      fillCounting((at) => `c${at},`, cap),
      `a,b\n${fill("1,2\n", cap - 10)}`,
      `a\n${fill('""', cap - 10)}`,
      `a,${fill(",", cap / 2)}\n${fill(",", cap / 4)}`,
      `${fillCounting((at) => `c${at},`, cap / 2)}\n${fill("x\n", cap / 2)}`,
      `${fillCounting((at) => `c${at},`, cap / 2)}\n${fill("1,", cap / 4)}\n${fill("1\n", cap / 4)}`,
      `${fillCounting((at) => `c${at},`, cap / 256)}\n${fill("1,", cap / 256)}\n${fill("1\n", cap / 2)}`,
    ],
  },
  {
    name: "notebook",
    cap: 512 * KIB,
    read: (text) => diffNotebooks(OWN_NOTEBOOK, parseNotebook(parseJson(text, "a.ipynb"), "a.ipynb")),
    inputs: (cap) => [
      ...json(cap),
      ...[
        "1,",
        "{},",
        "null,",
        '{"cell_type":"code","source":""},',
        '{"cell_type":"code","source":["a"]},',
      ].map((cell) => notebookOf(fillCounting(() => cell, cap - KIB))),
      notebookOf(
        `${`${JSON.stringify({ cell_type: "code", source: fill("x\n", cap / 4000) })},`.repeat(1900)}`,
      ),
      notebookOf(`${JSON.stringify({ cell_type: "code", source: fill("y\n", cap / 2) })},`),
      notebookOf(fillCounting(() => '"",', cap - KIB, ['{"cell_type":"code","source":[', '""]},'])),
    ],
  },
  {
    name: "log line",
    cap: MIB,
    read: createRedactor(["a-secret-of-the-job"]),
    inputs: (cap) =>
      [
        ...REPEATED,
        "eyJ-",
        "sk-",
        "--token ",
        "password=a ",
        "-----BEGIN PRIVATE KEY-----",
        "https://a",
        "Bearer ",
        "a.a_a-",
        "key",
        '"token": ',
      ].map((piece) => fill(piece, cap)),
  },
];

/** Made before anything is measured. */
const BOMB = deflateRawSync(Buffer.alloc(64 * MIB));

/** Archives, which are no text. */
export const ARCHIVES: readonly (() => Promise<unknown>)[] = [
  () => readArchive(buildZip(Array.from({ length: 10_000 }, (_, at) => ({ name: `${at}.json` })))),
  () =>
    readArchive(buildZip(Array.from({ length: 2_000 }, (_, at) => ({ name: `${"d/".repeat(200)}${at}` })))),
  () => readArchive(buildZip([{ name: "run.json", packed: BOMB, method: 8, declaredSize: 900 }])),
  () =>
    readArchive(
      buildZip([
        {
          name: "run.json",
          packed: BOMB,
          method: 8,
          declaredSize: 0xfffffffe,
        },
      ]),
    ),
];

async function readArchive(bytes: Uint8Array): Promise<unknown> {
  return readZipEntries(bufferByteSource(bytes), new Map([["run.json", 8 * MIB]]));
}
