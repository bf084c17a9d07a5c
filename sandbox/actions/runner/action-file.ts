import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { PedigreeError } from "../../../core/errors.ts";
import { convertActionTemplate, NoOperationTraceWriter, parseAction } from "../generated/workflow-parser.mjs";
import { entries, property, type Template, toTemplate } from "./template.ts";
import { type StepDefinition, toSteps } from "./workflow.ts";

/** An `action.yml`, checked by GitHub's own parser. */
export interface ActionFile {
  readonly name: string;
  readonly folder: string;
  readonly inputs: ReadonlyMap<string, Template>;
  /** Values of a composite action's outputs. */
  readonly outputs: ReadonlyMap<string, Template>;
  readonly runs: NodeAction | CompositeAction;
}

export interface NodeAction {
  readonly kind: "node";
  readonly pre: string | null;
  readonly preCondition: string;
  readonly main: string;
  readonly post: string | null;
  readonly postCondition: string;
}

export interface CompositeAction {
  readonly kind: "composite";
  readonly steps: readonly StepDefinition[];
}

/** Reads the action in a folder; FILE_NOT_FOUND and SCHEMA_MISMATCH say what is wrong with it. */
export function readAction(folder: string): ActionFile {
  const file = ["action.yml", "action.yaml"]
    .map((name) => join(folder, name))
    .find((path) => existsSync(path));
  if (file === undefined) {
    throw new PedigreeError("FILE_NOT_FOUND", "no action", { subject: folder, expected: "action.yml" });
  }
  const parsed = parseAction(
    { name: file, content: readFileSync(file, "utf8") },
    new NoOperationTraceWriter(),
  );
  const converted = parsed.value && convertActionTemplate(parsed.context, parsed.value);
  const problems = parsed.context.errors.getErrors().map((error) => error.message);
  if (converted === undefined || problems.length > 0) {
    throw new PedigreeError("SCHEMA_MISMATCH", "action is not valid", {
      subject: file,
      found: problems.join("; "),
    });
  }
  const written = toTemplate(parsed.value);
  return {
    name: converted.name,
    folder,
    inputs: pick(property(written, "inputs"), "default"),
    outputs: pick(property(written, "outputs"), "value"),
    runs: toRuns(converted.runs, property(written, "runs"), file),
  };
}

function pick(map: Template, name: string): ReadonlyMap<string, Template> {
  return new Map(entries(map).map(([key, value]) => [key, property(value, name)]));
}

function toRuns(
  runs: ReturnType<typeof convertActionTemplate>["runs"],
  written: Template,
  file: string,
): NodeAction | CompositeAction {
  if (runs.using === "composite") {
    return { kind: "composite", steps: toSteps(runs.steps, property(written, "steps"), file) };
  }
  if (runs.using === "docker") {
    throw new PedigreeError("INPUT_INVALID", "the sandbox's runner has no containers", { subject: file });
  }
  return {
    kind: "node",
    pre: runs.pre ?? null,
    preCondition: condition(runs.preIf),
    main: runs.main,
    post: runs.post ?? null,
    postCondition: condition(runs.postIf),
  };
}

/** `pre-if` and `post-if` are `always()` when absent, and may be written with or without `${{ }}`. */
function condition(written: string | undefined): string {
  if (written === undefined) return "always()";
  return written.replace(/^\s*\$\{\{(.*)\}\}\s*$/s, "$1").trim();
}
