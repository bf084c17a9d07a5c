import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { parseArgs } from "node:util";
import { runCampaign } from "./campaign.ts";
import { runCrowd } from "./crowd.ts";
import { runKills } from "./kills.ts";
import type { Scenario } from "./scenario.ts";
import { formatReport, type Report, reportOf, type Tally, thisMachine } from "./tally.ts";
import { buildTemplate } from "./template.ts";

const { values } = parseArgs({
  options: {
    runs: { type: "string", default: "1000" },
    seed: { type: "string" },
    minutes: { type: "string" },
    workers: { type: "string", default: "2" },
    plant: { type: "string" },
    processes: { type: "string" },
    promotions: { type: "string", default: "200" },
    "kill-every": { type: "string" },
    kills: { type: "string" },
    save: { type: "boolean", default: false },
  },
});
if (values.processes !== undefined) process.exit(await crowd(Number(values.processes)));
if (values.kills !== undefined) process.exit(await kills(Number(values.kills)));

const seed = values.seed === undefined ? Math.floor(Math.random() * 2 ** 31) : Number(values.seed);
const runs = Number(values.runs);
process.stdout.write(`seed ${seed}\n`);

const began = performance.now();
const template = await buildTemplate();
const tally = await runCampaign({
  runs,
  seed,
  workers: Number(values.workers),
  minutes: values.minutes === undefined ? undefined : Number(values.minutes),
  plant: values.plant,
  untilFailure: values.plant !== undefined,
  template,
  onRun: showProgress,
  onFailure: keep,
});
await rm(dirname(template.folder), { recursive: true, force: true });
const report = reportNow(tally);
process.stdout.write(`${formatReport(report)}\n\n${JSON.stringify(report)}\n`);
saveCampaign(tally);
// What was planted has to be found; without a plant nothing may be.
const isFine = values.plant === undefined ? tally.failures.length === 0 : tally.failures.length > 0;
process.exit(isFine ? 0 : 1);

function reportNow(sofar: Tally): Report {
  return reportOf(sofar, { seed, minutes: (performance.now() - began) / 60_000 });
}

/** A planted defect is found after so many runs, or not: that is all there is to say of it. */
function saveCampaign(sofar: Tally): void {
  if (!values.save) return;
  const { plant } = values;
  if (plant === undefined) {
    save((saved) => ({ ...saved, campaign: reportNow(sofar) }));
    return;
  }
  const [found] = sofar.failures;
  const { date, machine } = thisMachine();
  const entry = { date, machine, seed, runs: sofar.runs, found: found?.violations[0] ?? null };
  save((saved) => ({ ...saved, plants: { ...saved.plants, [plant]: entry } }));
}

function showProgress(sofar: Tally): void {
  const { runs: played, failures, kills, landings } = sofar;
  if (played % 10 !== 0) return;
  // One that is ended early has its figures, too.
  if (values.plant === undefined) saveCampaign(sofar);
  const minutes = ((performance.now() - began) / 60_000).toFixed(1);
  process.stdout.write(
    `${played}/${runs} runs, ${minutes} min, ${landings} landings, ${kills} kills, ${failures.length} failed\n`,
  );
}

/** What fails stays, and is played by every later test. A planted defect is no defect. */
function keep(scenario: Scenario, violations: readonly string[]): void {
  process.stdout.write(`seed ${scenario.seed} fails: ${violations.slice(0, 3).join("\n  ")}\n`);
  if (values.plant !== undefined) return;
  const file = join(import.meta.dirname, "kept", `${scenario.seed}.json`);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify({ broke: violations[0], scenario }, null, 2)}\n`);
  process.stdout.write(`  kept in ${file}\n`);
}

/** Several real processes of the App; each model has ten versions that want to be the one in production. */
async function crowd(processes: number): Promise<number> {
  const promotions = Number(values.promotions);
  const versions = Math.min(10, promotions);
  const every = values["kill-every"];
  const found = await runCrowd({
    processes,
    versions,
    models: Math.ceil(promotions / versions),
    ...(every === undefined ? {} : { killEvery: Number(every) }),
    onProgress: (line) => process.stdout.write(`${line}\n`),
  });
  const report = { ...thisMachine(), ...found };
  process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
  if (values.save) save((saved) => ({ ...saved, crowds: [...saved.crowds, report] }));
  return found.violations.length === 0 ? 0 : 1;
}

/** One real process, killed in the middle of one landing after the other. */
async function kills(count: number): Promise<number> {
  const found = await runKills({
    kills: count,
    seed: Number(values.seed ?? 1),
    onProgress: (line) => process.stdout.write(`${line}\n`),
  });
  const report = { ...thisMachine(), ...found };
  process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
  if (values.save) save((saved) => ({ ...saved, kills: report }));
  return found.violations.length === 0 ? 0 : 1;
}

interface Saved {
  readonly campaign?: unknown;
  readonly crowds: readonly unknown[];
  readonly kills?: unknown;
  readonly plants?: Readonly<Record<string, unknown>>;
}

/** Into `docs/reliability.json`, from which `npm run docs` makes the tables. */
function save(change: (saved: Saved) => Saved): void {
  const file = join(import.meta.dirname, "../../docs/reliability.json");
  const saved: Saved = existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : { crowds: [] };
  writeFileSync(file, `${JSON.stringify(change(saved), null, 2)}\n`);
}
