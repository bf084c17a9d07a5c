// A check of the team's own: every version folder is whole and its JSON can be read.
import { existsSync, readdirSync, readFileSync } from "node:fs";

const problems = [];
for (const model of readdirSync("models")) {
  const folder = `models/${model}/versions`;
  for (const version of existsSync(folder) ? readdirSync(folder) : []) {
    for (const file of ["version.json", "run.json", "card.md"]) {
      if (!existsSync(`${folder}/${version}/${file}`))
        problems.push(`${folder}/${version}/${file} is missing`);
    }
    JSON.parse(readFileSync(`${folder}/${version}/run.json`, "utf8"));
  }
}
for (const problem of problems) console.log(`::error::${problem}`);
console.log(problems.length === 0 ? "every version is whole" : `${problems.length} problems`);
process.exitCode = problems.length === 0 ? 0 : 1;
