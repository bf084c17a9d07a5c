import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { caseOf, compareCase } from "./compare.ts";
import { compareEdit } from "./edits/compare-edit.ts";
import { asJson, tables } from "./report.ts";
import { addTo, addVerdicts, emptyTally, gapsOf } from "./tally.ts";

/** So many disagreements are shown; all of them are in the JSON. */
const SHOWN = 20;

const { values } = parseArgs({
  options: {
    cases: { type: "string", default: "20000" },
    seed: { type: "string", default: String(Date.now() % 1_000_000_000) },
    json: { type: "string" },
    edits: { type: "boolean" },
  },
});
const [cases, seed] = [Number(values.cases), Number(values.seed)];
if (!Number.isSafeInteger(cases) || !Number.isSafeInteger(seed)) throw new Error("--cases N --seed N");

const tally = emptyTally();
for (let at = seed; tally.cases < cases; at += 1) {
  if (values.edits === true) {
    const edit = compareEdit(at);
    if (edit !== null) addVerdicts(tally, edit);
  } else {
    const given = caseOf(at);
    if (given !== null) addTo(tally, compareCase(given));
  }
}
if (values.json !== undefined) writeFileSync(values.json, asJson(seed, tally));

const gaps = gapsOf(tally);
console.log(tables(tally));
for (const { seed: of, core, oracle } of tally.disagreements.slice(0, SHOWN)) {
  console.log(`\nseed ${of}\n  core    ${core}\n  oracle  ${oracle}`);
}
for (const gap of gaps) console.log(`too rare: ${gap}`);
console.log(`\nseed ${seed}: ${tally.disagreements.length} disagreements in ${tally.cases} cases`);
process.exitCode = tally.disagreements.length + gaps.length === 0 ? 0 : 1;
