import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { createNarrator } from "./story/narrator.ts";
import { createSetting } from "./story/setting.ts";
import { playStory } from "./story/story.ts";

const { values } = parseArgs({
  options: {
    once: { type: "boolean", default: false },
    folder: { type: "string" },
    port: { type: "string", default: "0" },
  },
});

const narrator = createNarrator((text) => process.stdout.write(text), process.stdout.isTTY);
const folder = values.folder ?? (await mkdtemp(path.join(tmpdir(), "pedigree-")));
const setting = await createSetting({ folder, narrator, port: Number(values.port) });
let closing: Promise<void> | undefined;
const close = () => {
  closing ??= setting
    .close()
    .then(() => (values.folder === undefined ? rm(folder, { recursive: true }) : undefined));
  return closing;
};
for (const signal of ["SIGINT", "SIGTERM"] as const)
  process.once(signal, () => void close().then(() => process.exit(0)));

try {
  const outcome = await playStory(setting);
  if (values.once) {
    await close();
    process.stdout.write(`\n${JSON.stringify(outcome)}\n`);
  } else {
    process.stdout.write(`\nEverything stays up until you press Ctrl+C: ${setting.baseUrl}\n`);
  }
} catch (error) {
  process.stderr.write(`\n${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exitCode = 1;
  await close();
}
