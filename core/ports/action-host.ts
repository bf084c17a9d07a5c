/** What an Action may say to the job it runs in. */
export interface ActionHost {
  info(message: string): void;
  /** An annotation of the job; the text is escaped for the runner's command syntax. */
  warning(message: string): void;
  /** Marks the step as failed. */
  fail(message: string): void;
  /** Any text: the runner's own delimiter keeps it one value. */
  setOutput(name: string, value: string): void;
  /** Adds Markdown to the job's summary page. */
  addSummary(markdown: string): Promise<void>;
  setExitCode(code: number): void;
}

/** What a step may leave to the steps after it. */
export interface JobEnvironment {
  /** Sets an environment variable of every later step. */
  setVariable(name: string, value: string): void;
  /** Hides a value in every log of the job from now on. */
  hide(secret: string): void;
}
