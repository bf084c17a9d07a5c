import { globSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { startVitest } from "vitest/node";
import { z } from "zod";
import { instrument, type Mutant, OUTCOME } from "./instrument.ts";

const ROOT = path.join(import.meta.dirname, "../..");

const idsSchema = z.array(z.string()).transform((ids): ReadonlySet<string> => new Set(ids));
const outcomeSchema = z.object({ reached: idsSchema, killed: idsSchema, loaded: idsSchema });
type Outcome = z.infer<typeof outcomeSchema>;

/** The mutants of one file: those that are tried, and of these the ones that no test notices. */
interface Row {
  readonly file: string;
  readonly tried: number;
  readonly survivors: readonly Mutant[];
}

/** Rows of files, the weakest first. */
function rowsOf(mutants: readonly Mutant[], { reached, killed, loaded }: Outcome): readonly Row[] {
  // What runs only while a module loads has no test of its own that could be run again.
  const tried = mutants.filter(({ id }) => reached.has(id) || !loaded.has(id));
  return [...Map.groupBy(tried, ({ file }) => file)]
    .map(([file, all]) => ({
      file: path.relative(ROOT, file),
      tried: all.length,
      survivors: all.filter(({ id }) => !killed.has(id)),
    }))
    .sort((a, b) => shareOf(a) - shareOf(b));
}

function shareOf({ tried, survivors }: Pick<Row, "tried" | "survivors">): number {
  return (100 * (tried - survivors.length)) / tried;
}

function tell(rows: readonly Row[]): void {
  for (const row of rows) {
    console.log(`| \`${row.file}\` | ${row.tried} | ${shareOf(row).toFixed(1)} % |`);
    for (const { line, mutator, replacement } of row.survivors) {
      console.log(`    ${row.file}:${line} ${mutator}: ${replacement.replace(/\s+/g, " ").slice(0, 100)}`);
    }
  }
  const tried = rows.reduce((sum, row) => sum + row.tried, 0);
  const survivors = rows.flatMap((row) => row.survivors);
  console.log(`\n${tried} mutants, ${shareOf({ tried, survivors }).toFixed(1)} % killed`);
}

if (import.meta.main) {
  const asked = process.argv.slice(2);
  const files = globSync(asked.length > 0 ? asked : "core/policy/**/*.ts", { cwd: ROOT });
  const plan = await instrument(files.map((file) => path.join(ROOT, file)));
  rmSync(OUTCOME, { force: true });
  const config = path.join(ROOT, "vitest.mutation.config.ts");
  const vitest = await startVitest("test", [], { config, watch: false, run: true });
  await vitest.close();
  if (process.exitCode) throw new Error("the tests fail without any mutant, or after one");
  tell(rowsOf(plan.mutants, outcomeSchema.parse(JSON.parse(readFileSync(OUTCOME, "utf8")))));
}
