import { z } from "zod";

/** One place where a document has another form than its schema. */
export interface FormProblem {
  readonly path: readonly PropertyKey[];
  /** In the words of the schema where it has some. */
  readonly expected: string;
  /** Of a key that there is not: the keys that could have been meant. */
  readonly allowed?: readonly string[];
  /** Whether the key itself is wrong, and not what stands there. */
  readonly isKey?: true;
}

/** So many places inside one are described; a schema complains of every entry of a list, and there may be thousands. */
const MAX_INSIDE = 50;

type Issue = z.core.$ZodIssue;
type Path = readonly PropertyKey[];

/** Everything that is wrong, each at its own place: an unknown key at the key, a choice of forms inside the form that was meant. */
export function formProblems(schema: z.ZodType, issues: readonly Issue[]): readonly FormProblem[] {
  return issues.flatMap((issue) => problemsOf(schema, issue, []));
}

function problemsOf(schema: z.ZodType, issue: Issue, above: Path): readonly FormProblem[] {
  const path = [...above, ...issue.path];
  if (issue.code === "unrecognized_keys") {
    const allowed = [...new Set(keysAt([schema], path))].sort();
    return issue.keys
      .slice(0, MAX_INSIDE)
      .map((key) => ({ path: [...path, key], expected: "no such key", allowed }));
  }
  const meant = issue.code === "invalid_union" ? meantForm(issue.errors) : undefined;
  if (meant !== undefined)
    return meant.slice(0, MAX_INSIDE).flatMap((inner) => problemsOf(schema, inner, path));
  const key = issue.code === "invalid_key" ? { isKey: true as const } : {};
  return [{ path, expected: describeExpectation(issue), ...key }];
}

/**
 * Of several forms the one that was meant: it goes wrong further inside, and knows more of the keys than any other, or goes
 * wrong in fewer places. Undefined where that cannot be told.
 */
function meantForm(forms: readonly (readonly Issue[])[]): readonly Issue[] | undefined {
  const near = forms
    .filter((issues) => issues.some(({ path, code }) => path.length > 0 || code === "unrecognized_keys"))
    .map((issues) => ({ issues, strange: issues.flatMap(strangeKeys).length }))
    .toSorted((a, b) => a.strange - b.strange || a.issues.length - b.issues.length);
  const [best, second] = near;
  if (best === undefined) return undefined;
  const isAlone = best.strange !== second?.strange || best.issues.length !== second.issues.length;
  return isAlone ? best.issues : undefined;
}

function strangeKeys(issue: Issue): readonly string[] {
  return issue.code === "unrecognized_keys" && issue.path.length === 0 ? issue.keys : [];
}

function describeExpectation(issue: Issue): string {
  if (issue.code === "unrecognized_keys") return "no such key";
  if (issue.code === "invalid_union" && issue.message === "Invalid input") {
    const wanted = issue.errors.flatMap(([first]) =>
      first === undefined ? [] : [describeExpectation(first)],
    );
    return wanted.length === 0 ? "one of the forms that are allowed" : [...new Set(wanted)].join(" or ");
  }
  if (issue.code === "invalid_key") {
    const [first] = issue.issues;
    return first === undefined ? "another key" : describeExpectation(first);
  }
  if (issue.code === "invalid_format" && issue.message.startsWith("Invalid ")) {
    return FORMATS[issue.format] ?? issue.message;
  }
  return issue.message.replace(/^[A-Z][a-z ]+: expected /, "").replace(/, received .*$/, "");
}

/** What zod only calls invalid, by its name of the format. */
const FORMATS: Readonly<Record<string, string>> = {
  date: "a date such as 2026-12-31",
  datetime: "a moment such as 2026-12-31T12:00:00Z",
  url: "an address such as https://example.org/form",
  uuid: "a UUID",
};

/** Keys of the map at a place, in whichever form of it. */
function keysAt(schemas: readonly z.core.$ZodType[], path: Path): readonly string[] {
  const forms = schemas.flatMap(formsOf);
  const [key, ...rest] = path;
  if (key === undefined) {
    return forms.flatMap((form) => (form instanceof z.ZodObject ? Object.keys(form.shape) : []));
  }
  const inside = forms.flatMap((form): readonly z.core.$ZodType[] => {
    if (form instanceof z.ZodArray) return [form.element];
    if (form instanceof z.ZodRecord) return [form.valueType];
    if (!(form instanceof z.ZodObject)) return [];
    const field: z.core.$ZodType | undefined = Object.hasOwn(form.shape, key)
      ? form.shape[String(key)]
      : undefined;
    return field === undefined ? [] : [field];
  });
  return inside.length === 0 ? [] : keysAt(inside, rest);
}

/** A schema without what wraps it; of a choice every form. */
function formsOf(schema: z.core.$ZodType): readonly z.core.$ZodType[] {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault || schema instanceof z.ZodNullable) {
    return formsOf(schema.unwrap());
  }
  return schema instanceof z.ZodUnion ? schema.options.flatMap(formsOf) : [schema];
}
