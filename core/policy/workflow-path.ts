import { z } from "zod";

/** Path of a workflow file. */
export const workflowPathSchema = z
  .string()
  .regex(/^\.github\/workflows\/[^/]+\.ya?ml$/, "a workflow is .github/workflows/NAME.yml");
