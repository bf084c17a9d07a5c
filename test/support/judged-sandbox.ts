import { createJudge, type Judge } from "../../sandbox/contract/index.ts";
import { createSandbox, type Sandbox, type SandboxOptions } from "../../sandbox/index.ts";
import { enforce } from "./strict-judges.ts";

export interface JudgedSandbox {
  readonly sandbox: Sandbox;
  readonly judge: Judge;
}

/**
 * The only way for a test to start a sandbox: GitHub's own description judges every exchange and webhook, and a test
 * that leaves a violation fails without having to ask.
 */
export async function startJudgedSandbox(options: Omit<SandboxOptions, "judge">): Promise<JudgedSandbox> {
  const judge = enforce(createJudge());
  return { judge, sandbox: await createSandbox({ ...options, judge }) };
}
