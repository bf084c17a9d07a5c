import { PedigreeError } from "../../core/errors.ts";
import type { Policy } from "../../core/policy/policy.ts";
import { rehearsePolicy } from "../../usecases/rehearse-policy.ts";
import { rehearseRequests } from "../../usecases/rehearse-requests.ts";
import {
  APP_SLUG,
  type Arguments,
  type CliPorts,
  type Command,
  type CommandResult,
  REGISTRY_OPTIONS,
  REMOTE_OPTIONS,
  withRegistry,
} from "../command.ts";
import { rehearsalText } from "../rehearsal-text.ts";
import { isWhole, requestsText } from "../requests-text.ts";
import { createWorkTeller } from "../work.ts";
import { POLICY_POSITIONAL } from "./policy.ts";

export const policyRehearseCommand: Command = {
  name: "policy rehearse",
  about: "say what another policy would have made of every past move, or would make of open requests",
  positionals: [
    POLICY_POSITIONAL,
    { name: "DIR", about: "a clone of the registry, whose past moves are decided again", default: "." },
  ],
  options: [
    {
      name: "pull",
      value: "NUMBER",
      about: "the open request of this pull request on GitHub, in place of past moves; may be repeated",
      many: true,
    },
    { name: "pulls", about: "every open request on GitHub" },
    {
      name: "repository",
      value: "OWNER/NAME",
      about: "the registry on GitHub; without it the one that the clone's remote origin names",
    },
    ...REMOTE_OPTIONS,
    ...REGISTRY_OPTIONS,
  ],
  examples: [
    "pedigree policy rehearse stricter.yml registry",
    'GITHUB_TOKEN="$(gh auth token)" pedigree policy rehearse stricter.yml --pull 12 --repository acme/registry',
    "pedigree policy rehearse stricter.yml --pulls --json",
  ],
  run: async (args, ports) => {
    const [file = "", folder = "."] = args.positionals;
    const pulls = readPulls(args);
    const policy = await ports.readPolicy(file);
    return pulls === undefined
      ? rehearsePast(ports, policy, { folder, ref: args.values.ref })
      : rehearseOpen(ports, policy, { ...args, folder, pulls });
  },
};

/** Undefined where nothing open is asked for. */
function readPulls({ lists, switches, values }: Arguments): readonly number[] | "all" | undefined {
  const named = (lists.pull ?? []).map(readNumber);
  const isAll = switches.has("pulls");
  if (isAll && named.length > 0)
    throw misused("--pull", "either some requests by number, or --pulls", "both");
  if (isAll) return "all";
  if (named.length > 0) return [...new Set(named)];
  const remote = ["repository", "branch", "app"].find((name) => values[name] !== undefined);
  if (remote === undefined) return undefined;
  throw misused(
    `--${remote}`,
    "--pull NUMBER or --pulls with it, as past moves are read from a clone",
    "none",
  );
}

function readNumber(text: string): number {
  if (/^#?[1-9]\d{0,8}$/.test(text)) return Number(text.replace("#", ""));
  throw misused("--pull", "the number of a pull request", JSON.stringify(text.slice(0, 60)));
}

async function rehearsePast(
  ports: CliPorts,
  policy: Policy,
  place: { readonly folder: string; readonly ref: string | undefined },
): Promise<CommandResult> {
  const report = await withRegistry(ports, place, (history) =>
    rehearsePolicy(history, policy, createWorkTeller(ports.terminal)),
  );
  return { json: report, text: rehearsalText(report), status: 0 };
}

interface OpenQuestion {
  readonly folder: string;
  readonly values: Arguments["values"];
  readonly pulls: readonly number[] | "all";
}

async function rehearseOpen(
  ports: CliPorts,
  policy: Policy,
  { folder, values, pulls }: OpenQuestion,
): Promise<CommandResult> {
  const { branch, app = APP_SLUG } = values;
  const repository = values.repository ?? (await ports.originOf(folder));
  if (repository === undefined) {
    throw misused("--repository", "owner/name, as the clone's remote origin names no repository", "nothing");
  }
  const registry = await ports.openRequests({ repository, branch, app });
  const question = { policy, pulls: pulls === "all" ? undefined : pulls };
  const report = await rehearseRequests(registry, question, createWorkTeller(ports.terminal));
  return { json: report, text: requestsText(report), status: isWhole(report) ? 0 : 1 };
}

function misused(subject: string, expected: string, found: string): PedigreeError {
  return new PedigreeError("INPUT_INVALID", "the options do not fit", { subject, expected, found });
}
