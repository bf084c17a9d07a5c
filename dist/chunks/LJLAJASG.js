import { createRequire as __pedigreeRequire } from "node:module";const require = __pedigreeRequire(import.meta.url);
import{b as a}from"./4LL6EFAD.js";import"./WMC3XV3L.js";import"./SVJJCLVH.js";import"./IZY3WEKB.js";import"./4BWGHGEE.js";import"./XTTIDQYH.js";export{a as importParams};
