import fc from "fast-check";

// Thousands of mutants are each tried with all tests: a law that a mutant breaks shows that in few values, or never.
fc.configureGlobal({ ...fc.readConfigureGlobal(), numRuns: 20, endOnFailure: true });
