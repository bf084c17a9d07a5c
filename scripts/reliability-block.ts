import { z } from "zod";
import { table } from "./doc-blocks.ts";

const counts = z.record(z.string(), z.number());
const failures = z.array(z.looseObject({ seed: z.number() }));

const savedSchema = z.object({
  campaign: z
    .object({
      date: z.string(),
      machine: z.string(),
      seed: z.number(),
      minutes: z.number(),
      runs: z.number(),
      requests: z.number(),
      webhooks: z.number(),
      kills: z.number(),
      landings: z.number(),
      decisions: z.number(),
      refused: z.number(),
      cpuSeconds: z.number(),
      faults: counts,
      actions: counts,
      failures,
    })
    .optional(),
  crowds: z.array(
    z.object({
      date: z.string(),
      machine: z.string(),
      processes: z.number(),
      promotions: z.number(),
      kills: z.number(),
      requests: z.number(),
      landings: z.number(),
      lostRaces: z.number(),
      seconds: z.number(),
      violations: z.array(z.string()),
    }),
  ),
  kills: z
    .object({
      date: z.string(),
      machine: z.string(),
      kills: z.number(),
      promotions: z.number(),
      seconds: z.number(),
      violations: z.array(z.string()),
    })
    .optional(),
  plants: z
    .record(
      z.string(),
      z.object({ date: z.string(), seed: z.number(), runs: z.number(), found: z.string().nullable() }),
    )
    .optional(),
});

type Saved = z.infer<typeof savedSchema>;

/** `docs/reliability.md`: what `npm run chaos -- --save` came to last. */
export function reliability(saved: unknown): string {
  const { campaign, crowds, kills, plants } = savedSchema.parse(saved);
  return [
    campaignOf(campaign),
    ...(kills === undefined ? [] : [killsOf(kills)]),
    ...(crowds.length === 0 ? [] : [crowdsOf(crowds)]),
    ...(plants === undefined ? [] : [plantsOf(plants)]),
  ].join("\n\n");
}

function killsOf({ date, kills, promotions, seconds, violations }: NonNullable<Saved["kills"]>): string {
  return `One process, killed ${kills} times in the middle of ${promotions} landings (${date}, ${seconds} s): ${violations.length} broken promises.`;
}

function plantsOf(plants: NonNullable<Saved["plants"]>): string {
  const rows = Object.entries(plants)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, { seed, runs, found }]) => [
      name,
      String(seed),
      found === null ? `not in ${runs}` : String(runs),
    ]);
  return table(["Planted defect", "First seed", "Found after so many runs"], rows);
}

function campaignOf(campaign: Saved["campaign"]): string {
  if (campaign === undefined) return "No campaign has been saved yet.";
  const { faults, actions } = campaign;
  const rows = [
    ["runs", campaign.runs],
    ["runs with a broken promise", campaign.failures.length],
    ["actions of people, adversaries, GitHub", total(actions)],
    ["requests of the App to GitHub", campaign.requests],
    ["webhooks", campaign.webhooks],
    ["faults", total(faults)],
    ["crashes of the App", campaign.kills],
    ["checks written", campaign.decisions],
    ["landings", campaign.landings],
    ["requests refused", campaign.refused],
  ].map(([what, value]) => [String(what), String(value)]);
  const perRun = (campaign.cpuSeconds / Math.max(1, campaign.runs)).toFixed(2);
  const head = `${campaign.machine}, ${campaign.date}: ${campaign.minutes} minutes from seed ${campaign.seed}, ${perRun} s CPU a run.`;
  return [head, table(["What", "Number"], rows), table(["Fault", "Times"], sorted(faults))].join("\n\n");
}

function crowdsOf(crowds: Saved["crowds"]): string {
  const rows = crowds.map((crowd) =>
    [
      crowd.processes,
      crowd.promotions,
      crowd.kills,
      crowd.landings,
      crowd.lostRaces,
      crowd.requests,
      `${crowd.seconds} s`,
      crowd.violations.length,
    ].map(String),
  );
  const head = [
    "Processes",
    "Promotions",
    "Kills",
    "Landings",
    "Lost races",
    "Requests",
    "Time",
    "Broken promises",
  ];
  const { machine = "", date = "" } = crowds[0] ?? {};
  return `${machine}, ${date}.\n\n${table(head, rows)}`;
}

function total(numbers: Readonly<Record<string, number>>): number {
  return Object.values(numbers).reduce((sum, number) => sum + number, 0);
}

function sorted(numbers: Readonly<Record<string, number>>): readonly (readonly string[])[] {
  return Object.entries(numbers)
    .map(([name, number]) => [name, String(number)])
    .sort(([a = ""], [b = ""]) => (a < b ? -1 : 1));
}
