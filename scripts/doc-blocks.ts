import { z } from "zod";
import { loadCommands } from "../cli/commands/index.ts";
import { commandsReference } from "../cli/help.ts";
import { CARD_SECTIONS, FRONT_MATTER_SECTION, type SectionNeed } from "../core/card/sections.ts";
import { ERROR_CODES } from "../core/errors.ts";
import { writtenPolicySchema } from "../core/policy/policy.ts";
import { MODIFIERS, REQUIREMENTS } from "../core/policy/requirements/index.ts";
import { FINDINGS } from "../core/registry/verify-finding.ts";
import { CATALOGUE, NO_DOOR } from "../test/attacks/catalogue.ts";
import type { NamedTest } from "../test/attacks/named-tests.ts";

const FAMILIES = {
  user: "yours to mend (exit 2)",
  remote: "GitHub's side (exit 3)",
  internal: "our defect (exit 70)",
} as const;

/** `docs/errors.md`: every code, who can mend it, what it means. */
export function errorsTable(): string {
  const rows = Object.entries(ERROR_CODES).map(([code, { family, means }]) => [
    `\`${code}\``,
    FAMILIES[family],
    means,
  ]);
  return table(["Code", "Who can mend it", "What it means"], rows);
}

const COMMANDS = await loadCommands();

/** `docs/cli.md`: every command from its definition. */
export function cliCommands(): string {
  return commandsReference(COMMANDS);
}

/** `docs/verify.md`: everything that a history can have wrong. */
export function findingsTable(): string {
  return table(
    ["Finding", "What it means"],
    Object.entries(FINDINGS).map(([code, means]) => [`\`${code}\``, means]),
  );
}

/** `docs/security.md`: every attack of the catalogue with the tests that are named after it. */
export function attacksTable(tests: readonly NamedTest[]): string {
  const excused: Readonly<Record<string, string | undefined>> = NO_DOOR;
  const rows = Object.entries(CATALOGUE).map(([id, title]) => {
    const own = tests.filter((test) => test.id === id);
    const files = [...new Set(own.map(({ file }) => `\`${file.replace(/^test\//, "")}\``))];
    return [id, title, own.length === 0 ? (excused[id] ?? "not yet") : files.join(", ")];
  });
  return table(["Id", "What somebody tries", "Tried in `test/`"], rows);
}

/** `docs/policy.md`: each kind of requirement in the words of its own file. */
export function requirementsReference(): string {
  return [...REQUIREMENTS, ...MODIFIERS]
    .map(({ kind, describe }) => {
      const written = describe.written === null ? "Always applies." : `Written ${describe.written}.`;
      const rules = describe.rules.map((rule) => `- ${rule}`).join("\n");
      return `### ${kind}\n\n${written} It asks ${describe.asks}.\n\n${rules}`;
    })
    .join("\n\n");
}

/** Parts of the policy by their name in the published schema, with the heading of each. */
const POLICY_PARTS = [
  ["Policy", "The whole file"],
  ["StagePolicy", "A stage"],
  ["Require", "`require`"],
  ["ApprovalsRequirement", "`approvals`"],
  ["ApprovalGroup", "One of `approvals.each`"],
  ["CheckRequirement", "One of `checks`"],
  ["AttestationRequirement", "`attestation` that says more"],
  ["DataRule", "`data` that says more"],
  ["FreezeWindow", "One of `freeze`"],
  ["StricterApprovals", "`approvals` of a pattern in `models`"],
  ["Waiver", "One of `waivers`"],
  ["Access", "`access`"],
  ["RegisterGrant", "One of `access.register`"],
  ["EditGrant", "One of `access.edit`"],
] as const;

/** `docs/policy.md`: every field with its type, default and description, from the schema that parses it. */
export function policyFields(): string {
  const { $defs } = policySchema.parse(z.toJSONSchema(writtenPolicySchema, { io: "input" }));
  return POLICY_PARTS.map(([name, title]) => `### ${title}\n\n${fieldsTable($defs[name])}`).join("\n\n");
}

const NEEDS: Record<SectionNeed, string> = { required: "required", recommended: "recommended", optional: "" };

/** `docs/cards.md`: which of the twenty sections is needed at which level. */
export function cardSections(): string {
  const rows = [FRONT_MATTER_SECTION, ...CARD_SECTIONS].map(({ key, heading, needs, minWords, asks }, at) => [
    String(at + 1),
    heading,
    `\`${key}\``,
    NEEDS[needs.development],
    NEEDS[needs.staging],
    NEEDS[needs.production],
    minWords === 0 ? "" : String(minWords),
    asks,
  ]);
  const head = ["", "Section", "Key", "development", "staging", "production", "Words", "What it says"];
  return table(head, rows);
}

interface Field {
  readonly [key: string]: unknown;
  readonly description?: string | undefined;
  readonly default?: unknown;
  readonly type?: string | undefined;
  readonly enum?: readonly string[] | undefined;
  readonly const?: unknown;
  readonly anyOf?: readonly Field[] | undefined;
  readonly allOf?: readonly Field[] | undefined;
}

const fieldSchema: z.ZodType<Field> = z.looseObject({
  description: z.string().optional(),
  default: z.unknown().optional(),
  type: z.string().optional(),
  enum: z.array(z.string()).optional(),
  const: z.unknown().optional(),
  get anyOf() {
    return z.array(fieldSchema).optional();
  },
  get allOf() {
    return z.array(fieldSchema).optional();
  },
});
/** A thing with several forms has the fields of all of them. */
const formsSchema = z.looseObject({ anyOf: z.array(z.unknown()).min(1) });
const objectSchema = z.looseObject({
  properties: z.record(z.string(), fieldSchema),
  required: z.array(z.string()).default([]),
});
const policySchema = z.looseObject({ $defs: z.record(z.string(), z.unknown()) });

function fieldsOf(schema: unknown): z.infer<typeof objectSchema> {
  const forms = formsSchema.safeParse(schema);
  if (!forms.success) return objectSchema.parse(schema);
  const all = forms.data.anyOf.map((form) => objectSchema.parse(form));
  const [first, ...others] = all;
  return {
    properties: Object.assign({}, ...all.map(({ properties }) => properties)),
    required: (first?.required ?? []).filter((name) => others.every((form) => form.required.includes(name))),
  };
}

function fieldsTable(schema: unknown): string {
  const { properties, required } = fieldsOf(schema);
  const rows = Object.entries(properties).map(([name, field]) => [
    `\`${name}\``,
    describeType(field),
    describeDefault(field, required.includes(name)),
    field.description ?? "",
  ]);
  return table(["Field", "Type", "Default", "Meaning"], rows);
}

function describeType(field: Field): string {
  if (field.const !== undefined) return `\`${JSON.stringify(field.const)}\``;
  if (field.enum !== undefined) return field.enum.map((value) => `\`${value}\``).join(" or ");
  const names: Record<string, string> = {
    array: "list",
    object: "map",
    integer: "whole number",
    string: "text",
  };
  if (field.type !== undefined) return names[field.type] ?? field.type;
  const parts = [...(field.anyOf ?? []), ...(field.allOf ?? [])].map(describeType);
  return parts.length > 0 ? [...new Set(parts)].join(" or ") : "map, see below";
}

function describeDefault(field: Field, required: boolean): string {
  if (required) return "must be given";
  return field.default === undefined ? "none" : `\`${JSON.stringify(field.default)}\``;
}

const actionSchema = z.looseObject({
  inputs: z
    .record(
      z.string(),
      z.looseObject({
        description: z.string(),
        required: z.boolean().optional(),
        default: z.string().optional(),
      }),
    )
    .default({}),
  outputs: z.record(z.string(), z.looseObject({ description: z.string() })).default({}),
});

/** Inputs of the Action, from `action.yml`. */
export function actionInputs(action: unknown): string {
  const rows = Object.entries(actionSchema.parse(action).inputs).map(([name, input]) => [
    `\`${name}\``,
    input.description,
    input.default === undefined || input.default === ""
      ? input.required === true
        ? "must be given"
        : "none"
      : `\`${input.default}\``,
  ]);
  return table(["Input", "What it is for", "Default"], rows);
}

/** Outputs of the Action, from `action.yml`. */
export function actionOutputs(action: unknown): string {
  const rows = Object.entries(actionSchema.parse(action).outputs).map(([name, { description }]) => [
    `\`${name}\``,
    description,
  ]);
  return table(["Output", "What it holds"], rows);
}

const measurementsSchema = z.object({
  date: z.string(),
  machine: z.string(),
  rows: z.array(
    z.object({
      name: z.string(),
      value: z.number(),
      unit: z.string(),
      target: z.union([z.object({ atMost: z.number() }), z.object({ atLeast: z.number() })]).optional(),
      met: z.boolean().nullable(),
      note: z.string().optional(),
    }),
  ),
});

/** `docs/measurements.md`: what `npm run bench -- --save` measured last, beside its targets. */
export function measurements(saved: unknown): string {
  const { date, machine, rows } = measurementsSchema.parse(saved);
  const cells = rows.map(({ name, value, unit, target, met, note }) => [
    name,
    `${Number.isInteger(value) ? value : Number(value.toPrecision(3))} ${unit}`,
    target === undefined ? "" : "atMost" in target ? `≤ ${target.atMost}` : `≥ ${target.atLeast}`,
    met === null ? "" : met ? "met" : "missed",
    note ?? "",
  ]);
  return `${machine}, ${date}.\n\n${table(["What", "Measured", "Target", "", "Note"], cells)}`;
}

/** A table whose columns are padded as the formatter pads them, so that it has nothing to change. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const cells = [head, ...rows].map((row) => row.map(cell));
  const widths = head.map((_, at) => Math.max(3, ...cells.map((row) => row[at]?.length ?? 0)));
  const rule = widths.map((width) => `:${"-".repeat(width - 1)}`);
  const padded = cells.map((row) => row.map((text, at) => text.padEnd(widths[at] ?? 0)));
  return [...padded.slice(0, 1), rule, ...padded.slice(1)].map((row) => `| ${row.join(" | ")} |`).join("\n");
}

function cell(text: string): string {
  return text
    .trim()
    .replace(/\s*\n\s*/g, " ")
    .replaceAll("|", "\\|");
}
