import { createRequire as __pedigreeRequire } from "node:module";const require = __pedigreeRequire(import.meta.url);
import{c as a,d as b}from"./3VTRINFO.js";import"./MWQYSGUL.js";import"./XTTIDQYH.js";export{a as context,b as getOctokit};
