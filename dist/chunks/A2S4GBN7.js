import { createRequire as __pedigreeRequire } from "node:module";const require = __pedigreeRequire(import.meta.url);
import{f as a,g as b}from"./JVW4DZG2.js";import"./XTTIDQYH.js";export{a as context,b as getOctokit};
