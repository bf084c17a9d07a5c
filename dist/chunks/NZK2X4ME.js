import { createRequire as __pedigreeRequire } from "node:module";const require = __pedigreeRequire(import.meta.url);
import{a,b}from"./RNJMDIPS.js";import"./ILY5EFKX.js";import"./JHAZLPZN.js";import"./SR2EU4NV.js";import"./HWHDMQTQ.js";import"./WIMF5M4F.js";import"./DBUOUTXI.js";import"./XTTIDQYH.js";export{b as importJsonMetrics,a as importMetrics};
