import type { SQLInputValue } from "node:sqlite";
import type { Field, Filter, Literal, Order, Test } from "../../core/tracking/filter.ts";

/** A piece of SQL and the values of its `?`, in order. */
export interface Sql {
  readonly text: string;
  readonly values: readonly SQLInputValue[];
}

/** Attributes of runs → columns of the table `runs`, always called `r`. */
const COLUMNS: Readonly<Record<string, string>> = {
  run_id: "r.id",
  run_name: "r.name",
  status: "r.status",
  user_id: "r.user",
  artifact_uri: "r.artifact_uri",
  start_time: "r.started",
  end_time: "r.ended",
};

const TABLES = { metric: "curves", param: "params", tag: "tags", dataset: "datasets" } as const;

/**
 * A filter of runs as a condition on the row `r`, equal to `matchesFilter` for every run. It is never NULL: what has
 * no value passes no test. Values and keys are bound, never written into the text.
 */
export function filterToSql(filter: Filter): Sql {
  switch (filter.kind) {
    case "and":
      return allOf(filter.parts);
    case "or":
      return join(filter.parts.map(filterToSql), " OR ");
    case "not": {
      const part = filterToSql(filter.part);
      return { text: `NOT (${part.text})`, values: part.values };
    }
    case "condition":
      return conditionToSql(filter.field, filter.test);
  }
}

function join(parts: readonly Sql[], word: string): Sql {
  return {
    text: parts.map(({ text }) => `(${text})`).join(word),
    values: parts.flatMap(({ values }) => values),
  };
}

/** Tests that look into other tables are met there first, all of them, so that no run is looked at in vain. */
function allOf(parts: readonly Filter[]): Sql {
  const [owners, others]: [Sql[], Sql[]] = [[], []];
  for (const part of parts)
    if (part.kind === "condition" && part.field.entity !== "attribute")
      owners.push(ownersOf(part.field.entity, part.field.key, part.test));
    else others.push(filterToSql(part));
  if (owners.length === 0) return join(others, " AND ");
  const text = `r.number IN (${owners.map((sql) => sql.text).join(" INTERSECT ")})`;
  return join([{ text, values: owners.flatMap(({ values }) => values) }, ...others], " AND ");
}

function conditionToSql(field: Field, test: Test): Sql {
  if (field.entity !== "attribute") {
    const { text, values } = ownersOf(field.entity, field.key, test);
    return { text: `r.number IN (${text})`, values };
  }
  const column = columnOf(field);
  const { text, values } = testToSql(column, test);
  return { text: `${column} IS NOT NULL AND ${text}`, values };
}

/** The numbers of the runs that pass a test of what they have in another table. */
function ownersOf(entity: keyof typeof TABLES, key: string, test: Test): Sql {
  const table = TABLES[entity];
  if (entity === "dataset") {
    const { text, values } = testToSql(key, test);
    // A data set that was logged without a context has none, not an empty one.
    const given = key === "context" ? "context <> '' AND " : "";
    return { text: `SELECT owner FROM ${table} WHERE ${given}${text}`, values };
  }
  const { text, values } = testToSql("value", test);
  return {
    text: `SELECT owner FROM ${table} WHERE key = ? AND value IS NOT NULL AND ${text}`,
    values: [key, ...values],
  };
}

function columnOf({ key }: Field): string {
  return COLUMNS[key] ?? "NULL";
}

function testToSql(column: string, test: Test): Sql {
  switch (test.operator) {
    case "LIKE":
    case "ILIKE": {
      const name = test.operator === "LIKE" ? "text_like" : "text_ilike";
      return { text: `${name}(?, ${column}) = ${test.negated ? 0 : 1}`, values: [test.pattern] };
    }
    case "IN": {
      const marks = test.values.map(() => "?").join(", ");
      return { text: `${column} ${test.negated ? "NOT IN" : "IN"} (${marks})`, values: test.values };
    }
    case "BETWEEN": {
      const word = test.negated ? "NOT BETWEEN" : "BETWEEN";
      return { text: `${column} ${word} ? AND ?`, values: [test.low, test.high] };
    }
    default:
      return { text: `${column} ${test.operator} ?`, values: [test.value] satisfies readonly Literal[] };
  }
}

/** The joins and terms of an order; `Sql.values` of the joins are the keys. */
export function ordersToSql(orders: readonly Order[]): { readonly joins: Sql; readonly terms: string } {
  const joins: string[] = [];
  const keys: string[] = [];
  const terms = orders.map(({ field, ascending }, index) => {
    const direction = ascending ? "ASC" : "DESC";
    if (field.entity === "attribute")
      return field.key === "end_time"
        ? `r.ended IS NULL, r.ended ${direction}`
        : `${columnOf(field)} ${direction}`;
    if (field.entity === "dataset") return firstDataset(field.key, direction);
    const name = `o${index}`;
    joins.push(`LEFT JOIN ${TABLES[field.entity]} ${name} ON ${name}.owner = r.number AND ${name}.key = ?`);
    keys.push(field.key);
    return `${name}.owner IS NULL, ${name}.value IS NULL, ${name}.value ${direction}`;
  });
  return { joins: { text: joins.join(" "), values: keys }, terms: terms.join(", ") };
}

/** Of several data sets the first counts, as they are listed. */
function firstDataset(key: string, direction: "ASC" | "DESC"): string {
  const given = key === "context" ? "AND context <> ''" : "";
  const first = `(SELECT ${key} FROM datasets WHERE owner = r.number ${given} ORDER BY name, digest, context LIMIT 1)`;
  return `${first} IS NULL, ${first} ${direction}`;
}
