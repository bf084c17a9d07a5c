import type { Logger } from "probot";
import { describeError, exitStatus } from "../core/errors.ts";
import type { AppConfig } from "./config.ts";
import { createRedactor } from "./redact.ts";

/** What the App tells whoever runs it. Never a payload, never a secret. */
export interface Journal {
  say(line: string): void;
  trouble(occasion: string, error: unknown): void;
}

interface JournalOptions {
  readonly config: AppConfig;
  readonly logger: Logger;
  readonly log: ((line: string) => void) | undefined;
}

/** Structured lines through Probot's logger, or plain ones where somebody asked for them. */
export function createJournal({ config, logger, log }: JournalOptions): Journal {
  const redact = createRedactor([...config.webhookSecrets, config.privateKey]);
  const lines = logger.child({ name: "pedigree" });
  return {
    say(line) {
      if (log === undefined) lines.info(redact(line));
      else log(redact(line));
    },
    trouble(occasion, error) {
      const text = redact(`${occasion}: ${describeError(error)}`);
      if (log !== undefined) log(text);
      else if (exitStatus(error) === 70) lines.error({ stack: redact(stackOf(error)) }, text);
      else lines.warn(text);
    },
  };
}

function stackOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? "") : "";
}
