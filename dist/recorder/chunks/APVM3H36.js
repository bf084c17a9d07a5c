import { createRequire as __pedigreeRequire } from "node:module";const require = __pedigreeRequire(import.meta.url);
import{e as a}from"./42OL4R3H.js";import"./HUTTTOVD.js";import"./ZI6AASXO.js";export{a as SqliteTrackingStore};
