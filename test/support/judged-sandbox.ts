import { createJudge, type Exchange, type Judge } from "../../sandbox/contract/index.ts";
import { createSandbox, type Sandbox, type SandboxOptions } from "../../sandbox/index.ts";
import { enforce } from "./strict-judges.ts";

export interface JudgedSandbox {
  readonly sandbox: Sandbox;
  readonly judge: Judge;
  /** What was answered so far, in order: `METHOD /path STATUS`. */
  readonly answers: readonly string[];
}

/**
 * The only way for a test to start a sandbox: GitHub's own description judges every exchange and webhook, and a test
 * that leaves a violation fails without having to ask.
 */
export async function startJudgedSandbox(options: Omit<SandboxOptions, "judge">): Promise<JudgedSandbox> {
  const judge = enforce(createJudge());
  const answers: string[] = [];
  const observer = {
    checkWebhook: (event: string, action: string | null, body: unknown) =>
      judge.checkWebhook(event, action, body),
    judgeExchange({ request, response }: Exchange) {
      answers.push(`${request.method} ${request.url} ${response.status}`);
      return judge.judgeExchange({ request, response });
    },
  };
  return { judge, answers, sandbox: await createSandbox({ ...options, judge: observer }) };
}
