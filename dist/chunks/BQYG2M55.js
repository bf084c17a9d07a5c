import { createRequire as __pedigreeRequire } from "node:module";const require = __pedigreeRequire(import.meta.url);
import{f as a,g as b,h as c}from"./RXTESZUH.js";import"./J7Z7OKUA.js";import"./O74IB3LM.js";import"./WIMF5M4F.js";import"./DBUOUTXI.js";import"./XTTIDQYH.js";export{c as OwnComments,a as authorOfToken,b as sectionsOfOthers};
