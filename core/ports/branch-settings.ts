import type { Settings } from "../policy/settings.ts";

/** What guards the registry branch, by the repository's own settings. */
export interface BranchSettings {
  /**
   * As they were seen a few minutes ago at most. What cannot be seen is unknown inside of it: reading them never keeps
   * anything from being decided, so this raises nothing.
   */
  read(): Promise<Settings>;
}
