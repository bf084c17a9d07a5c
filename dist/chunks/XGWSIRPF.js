import { createRequire as __pedigreeRequire } from "node:module";const require = __pedigreeRequire(import.meta.url);
import{b as a}from"./FSFE2ACL.js";import"./SVJJCLVH.js";import"./WMC3XV3L.js";import"./IZY3WEKB.js";import"./4BWGHGEE.js";import"./XTTIDQYH.js";export{a as importParams};
