import { createRequire as __pedigreeRequire } from "node:module";const require = __pedigreeRequire(import.meta.url);
import{b as a}from"./XZX6KSMD.js";import"./JHAZLPZN.js";import"./HWHDMQTQ.js";import"./WIMF5M4F.js";import"./DBUOUTXI.js";import"./XTTIDQYH.js";export{a as importParams};
