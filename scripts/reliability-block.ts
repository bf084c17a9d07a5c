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
});

/** `docs/reliability.md`: what `npm run chaos -- --save` came to last. */
export function reliability(saved: unknown): string {
  const { campaign, crowds } = savedSchema.parse(saved);
  return [campaignOf(campaign), ...(crowds.length === 0 ? [] : [crowdsOf(crowds)])].join("\n\n");
}

function campaignOf(campaign: z.infer<typeof savedSchema>["campaign"]): string {
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

function crowdsOf(crowds: z.infer<typeof savedSchema>["crowds"]): string {
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
