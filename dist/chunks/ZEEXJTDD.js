import { createRequire as __pedigreeRequire } from "node:module";const require = __pedigreeRequire(import.meta.url);
import{f as a,g as b,h as c}from"./LKVQRRXJ.js";import"./J7Z7OKUA.js";import"./DQ5NTPFB.js";import"./WIMF5M4F.js";import"./DBUOUTXI.js";import"./XTTIDQYH.js";export{c as OwnComments,a as authorOfToken,b as sectionsOfOthers};
