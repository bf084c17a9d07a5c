import { createRequire as __pedigreeRequire } from "node:module";const require = __pedigreeRequire(import.meta.url);
import{a}from"./RMLOGEDW.js";import"./NJYV7LUA.js";import"./XTTIDQYH.js";export{a as createTokenClient};
