import { failedWebhooks } from "../core/delivery/plan-redeliveries.ts";
import { PedigreeError } from "../core/errors.ts";
import { advisePolicy } from "../core/policy/advise-policy.ts";
import type { Policy } from "../core/policy/policy.ts";
import { policyParts } from "../core/policy/require-parts.ts";
import type { Documents } from "../core/ports/documents.ts";
import type { Inspection } from "../core/ports/inspection.ts";
import { APP_EVENTS, excessPermissions, missingPermissions } from "../core/registry/app-needs.ts";
import { auditSettings } from "../core/registry/audit-settings.ts";
import { POLICY_PATH, TRUSTED_ROOT_PATH } from "../core/registry/layout.ts";
import { type Diagnosis, type Examination, fine, type Patient, unknown } from "./diagnosis.ts";
import { examineEnvironments } from "./examine-environments.ts";
import { examinePeople } from "./examine-people.ts";
import { examineReach } from "./examine-reach.ts";

/** Every examination after that of the policy; a further one is a further line. */
const EXAMINATIONS: readonly Examination[] = [
  examineAdvice,
  examineTeams,
  examinePeople,
  examineTrustedRoot,
  examineApp,
  examineReach,
  examineEnvironments,
  examineSettings,
  examineWebhooks,
];

/** Looks at everything that a registry needs in order to be worth its name. Changes nothing. */
export async function examineRegistry(
  inspection: Inspection,
  documents: Documents,
): Promise<readonly Diagnosis[]> {
  const { policy, diagnosis } = await examinePolicy(inspection, documents);
  const found: Diagnosis[] = [diagnosis];
  for (const examine of EXAMINATIONS) found.push(...(await examine({ inspection, policy })));
  return found;
}

async function examinePolicy(
  inspection: Inspection,
  documents: Documents,
): Promise<{ readonly policy: Policy | undefined; readonly diagnosis: Diagnosis }> {
  const about = "policy";
  const text = await inspection.text(POLICY_PATH);
  if (text === undefined) {
    const what = `the branch ${inspection.branch} holds no pedigree.yml`;
    const remedy = "add one; until then nothing is registered or moved";
    return { policy: undefined, diagnosis: { about, level: "mend", what, remedy } };
  }
  try {
    const policy = documents.policy(text);
    return { policy, diagnosis: fine(about, "the policy can be used") };
  } catch (error) {
    if (!(error instanceof PedigreeError) || error.family !== "user") throw error;
    const diagnosis: Diagnosis = { about, level: "mend", what: error.message, remedy: "mend the policy" };
    return { policy: undefined, diagnosis };
  }
}

async function examineAdvice({ policy }: Patient): Promise<readonly Diagnosis[]> {
  const advice = policy === undefined ? [] : advisePolicy(policy);
  return advice.map(({ path, expected, found }) => {
    return { about: "policy", level: "advice", what: `${path} is ${found}`, remedy: `write ${expected}` };
  });
}

async function examineTeams({ inspection, policy }: Patient): Promise<readonly Diagnosis[]> {
  const about = "teams";
  if (policy === undefined) return [];
  const teams = [...new Set(teamsIn(policy))].sort();
  const diagnoses = teams.map(async (team): Promise<Diagnosis> => {
    if (await inspection.teamIsVisible(team)) return fine(about, `the team ${team} can be seen`);
    const what = `the team ${team} does not exist, or this token may not see it`;
    const remedy = "correct its name in the policy, or use the token of a member of the organisation";
    return { about, level: "mend", what, remedy };
  });
  return Promise.all(diagnoses);
}

/** Wherever a policy names a team, it does so under the key `team`. */
function teamsIn(value: unknown): readonly string[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    key === "team" && typeof inner === "string" ? [inner] : teamsIn(inner),
  );
}

/** Without it no attestation verifies, and every move that needs one waits for ever. */
async function examineTrustedRoot({ inspection, policy }: Patient): Promise<readonly Diagnosis[]> {
  const about = "attestation";
  if (policy === undefined || policyParts(policy).every(({ require }) => require.attestation === undefined)) {
    return [];
  }
  const text = await inspection.text(TRUSTED_ROOT_PATH);
  if (text !== undefined) return [fine(about, `${TRUSTED_ROOT_PATH} is there`)];
  const what = `the policy asks for attestations, and the branch holds no ${TRUSTED_ROOT_PATH}`;
  const remedy = `add the output of \`gh attestation trusted-root\` as ${TRUSTED_ROOT_PATH}`;
  return [{ about, level: "mend", what, remedy }];
}

async function examineApp({ inspection }: Patient): Promise<readonly Diagnosis[]> {
  const about = "app";
  const installation = await inspection.installation();
  if (!installation.known) return [unknown(about, `the App's installation: ${installation.reason}`)];
  if (installation.value === undefined) {
    const what = "the App is not installed on the registry";
    return [{ about, level: "mend", what, remedy: "install it there" }];
  }
  const { permissions, events, suspended } = installation.value;
  const unheard = APP_EVENTS.filter((event) => !events.includes(event));
  const faults = [
    ["its installation is suspended", suspended ? [""] : [], "unsuspend it"],
    ["it lacks permissions", missingPermissions(permissions), "grant what app.yml asks for"],
    ["it holds more permissions than it needs", excessPermissions(permissions), "take them away"],
    ["it is not told of", unheard, "subscribe the App to the events of app.yml"],
  ] as const;
  const found = faults
    .filter(([, names]) => names.length > 0)
    .map(([what, names, remedy]): Diagnosis => {
      const list = names.filter((name) => name !== "").join(", ");
      return { about, level: "mend", what: list === "" ? what : `${what}: ${list}`, remedy };
    });
  return found.length > 0
    ? found
    : [fine(about, "the App is installed with the permissions and events it needs")];
}

async function examineSettings({ inspection }: Patient): Promise<readonly Diagnosis[]> {
  const about = "settings";
  const settings = await inspection.settings();
  if (!settings.known) return [unknown(about, `what guards the branch: ${settings.reason}`)];
  const findings = auditSettings(await settings.value.read());
  const found = findings.map(({ level, ruleset, what, remedy }): Diagnosis => {
    const subject = ruleset === null ? what : `ruleset ${ruleset}: ${what}`;
    return { about, level: level === "weak" ? "mend" : "unknown", what: subject, remedy };
  });
  if (found.some(({ level }) => level === "mend")) {
    const classic = "a classic branch protection may guard it as well, but cannot be seen";
    return [...found, { ...unknown(about, classic), remedy: "use a ruleset, which can" }];
  }
  return found.length > 0 ? found : [fine(about, "nobody but the App may change the registry branch")];
}

async function examineWebhooks({ inspection }: Patient): Promise<readonly Diagnosis[]> {
  const about = "webhooks";
  const log = await inspection.deliveries();
  if (!log.known) return [unknown(about, `whether webhooks arrive: ${log.reason}`)];
  const { deliveries, complete } = log.value;
  const failed = failedWebhooks(deliveries).length;
  if (failed > 0) {
    const what = `${failed} webhooks of the last three days did not arrive`;
    const remedy = "see whether the App runs and GitHub can reach it; it asks for them again once an hour";
    return [{ about, level: "mend", what, remedy }];
  }
  if (!complete) return [unknown(about, "whether webhooks arrive: there are more than can be looked at")];
  return [fine(about, "every webhook of the last three days arrived")];
}
