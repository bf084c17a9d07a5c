import type { BypassActor, Protection, Ruleset, Settings } from "../policy/settings.ts";

/** The name of the App's check, which a ruleset has to require. */
export const CHECK_NAME = "pedigree";

/** A weakness of a registry's settings, or something about them that could not be seen. */
export interface SettingsFinding {
  readonly code:
    | "settings-unseen"
    | "update-open"
    | "deletion-open"
    | "force-push-open"
    | "check-not-required"
    | "check-any-source"
    | "check-other-source"
    | "bypass-others"
    | "bypass-exempt"
    | "bypass-unseen"
    | "app-shut-out"
    | "merge-queue"
    | "evaluate-only";
  /** `weak`: somebody can go around the registry, or it cannot work. `unknown`: nobody may say that it is fine. */
  readonly level: "weak" | "unknown";
  /** The ruleset it is about, by the name that people gave it. */
  readonly ruleset: string | null;
  readonly what: string;
  readonly remedy: string;
}

type Draft = readonly [code: SettingsFinding["code"], what: string, remedy: string];

const RULES = [
  [
    "update",
    "update-open",
    "whoever may write can update the registry branch past the App",
    "Restrict updates",
  ],
  ["deletion", "deletion-open", "whoever may write can delete the registry branch", "Restrict deletions"],
  [
    "non_fast_forward",
    "force-push-open",
    "whoever may write can rewrite the registry branch's history",
    "Block force pushes",
  ],
] as const;

/**
 * What is wrong with the settings that guard a registry branch, weaknesses first. A gate that nobody has to pass is
 * theatre, so what cannot be seen is said as well, and never taken for fine.
 */
export function auditSettings({ app, protection }: Settings): readonly SettingsFinding[] {
  if (!protection.known) {
    const what = `what guards the registry branch could not be seen: ${protection.reason}`;
    return [finding("unknown", ["settings-unseen", what, "run “pedigree doctor” as an administrator"])];
  }
  const { rulesets } = protection.value;
  const gaps = [...openRules(protection.value), ...checkFindings(rulesets, app)];
  const found = [
    ...gaps,
    // Where the branch is guarded all the same, a rehearsal beside it takes nothing away.
    ...(gaps.length === 0 ? [] : evaluatingFindings(protection.value)),
    ...rulesets.flatMap((ruleset) => bypassFindings(ruleset, app)),
    ...queueFindings(rulesets),
  ];
  return found.toSorted((a, b) => Number(a.level === "unknown") - Number(b.level === "unknown"));
}

function openRules({ rulesets }: Protection): readonly SettingsFinding[] {
  return RULES.filter(([rule]) => !rulesets.some(({ rules }) => rules.includes(rule))).map(
    ([, code, what, setting]) =>
      finding("weak", [
        code,
        what,
        `add “${setting}” to a ruleset of the branch that only the App may bypass`,
      ]),
  );
}

function checkFindings(rulesets: readonly Ruleset[], app: number): readonly SettingsFinding[] {
  const required = rulesets.flatMap(({ name, checks }) =>
    checks.filter((check) => check.name === CHECK_NAME).map(({ appId }) => ({ name, appId })),
  );
  if (required.some(({ appId }) => appId === app)) return [];
  const remedy = `require the check ${CHECK_NAME} with the App itself as its source`;
  const [first] = required;
  if (first === undefined) {
    return [finding("weak", ["check-not-required", `the check ${CHECK_NAME} is not required`, remedy])];
  }
  const anySource = first.appId === null;
  const what = anySource
    ? `the check ${CHECK_NAME} is required from any source, so any workflow can forge it`
    : `the check ${CHECK_NAME} is required from another App (${first.appId})`;
  return [finding("weak", [anySource ? "check-any-source" : "check-other-source", what, remedy], first.name)];
}

/** Only rulesets that guard the registry: whoever gets past another one gets past nothing of the App's. */
function bypassFindings(ruleset: Ruleset, app: number): readonly SettingsFinding[] {
  const guards = ruleset.rules.some((rule) => RULES.some(([kind]) => kind === rule));
  if (!guards && !ruleset.checks.some(({ name }) => name === CHECK_NAME)) return [];
  return [...shutOut(ruleset, app), ...exemptions(ruleset), ...others(ruleset, app)].map((one) => ({
    ...one,
    ruleset: ruleset.name,
  }));
}

function shutOut({ rules, own, bypass }: Ruleset, app: number): readonly SettingsFinding[] {
  const listed =
    bypass.known && bypass.value.some((actor) => isApp(actor, app) && actor.mode !== "pull_request");
  const passes = own === "always" || own === "exempt" || listed;
  if (!rules.includes("update") || passes || (own === null && !bypass.known)) return [];
  const remedy = "add the App to the ruleset's bypass list, mode “always”";
  return [
    finding("weak", ["app-shut-out", "the App itself may not update the branch, so nothing lands", remedy]),
  ];
}

function exemptions({ own, bypass }: Ruleset): readonly SettingsFinding[] {
  const listed = bypass.known && bypass.value.some(({ mode }) => mode === "exempt");
  if (own !== "exempt" && !listed) return [];
  const what = "an exemption lets changes past it without an entry in the audit log";
  return [finding("weak", ["bypass-exempt", what, "set the bypass mode “always” in place of “exempt”"])];
}

function others({ bypass }: Ruleset, app: number): readonly SettingsFinding[] {
  if (!bypass.known) {
    const what = `who else may bypass it could not be seen: ${bypass.reason}`;
    return [finding("unknown", ["bypass-unseen", what, "run “pedigree doctor” as an administrator"])];
  }
  const strangers = bypass.value.filter((actor) => !isApp(actor, app));
  if (strangers.length === 0) return [];
  const what = `others than the App may bypass it: ${strangers.map(describeActor).join(", ")}`;
  return [finding("weak", ["bypass-others", what, "take everybody but the App off its bypass list"])];
}

/** The App lands by itself; a queue would merge heads that nobody decided on. */
function queueFindings(rulesets: readonly Ruleset[]): readonly SettingsFinding[] {
  return rulesets
    .filter(({ rules }) => rules.includes("merge_queue"))
    .map(({ name }) => {
      const what = "it asks for a merge queue, whose groups the App always refuses";
      return finding("weak", ["merge-queue", what, "take the merge queue off the registry branch"], name);
    });
}

function evaluatingFindings({ evaluating }: Protection): readonly SettingsFinding[] {
  return evaluating.map((name) =>
    finding("weak", ["evaluate-only", "it only evaluates and refuses nothing", "set it to “active”"], name),
  );
}

function isApp({ kind, id }: BypassActor, app: number): boolean {
  return kind === "app" && id === app;
}

function describeActor({ kind, id }: BypassActor): string {
  return id === null ? kind : `${kind} ${id}`;
}

function finding(
  level: SettingsFinding["level"],
  [code, what, remedy]: Draft,
  ruleset: string | null = null,
): SettingsFinding {
  return { code, level, ruleset, what, remedy };
}
