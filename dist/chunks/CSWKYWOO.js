import { createRequire as __pedigreeRequire } from "node:module";const require = __pedigreeRequire(import.meta.url);
import{b as a,c as b,d as c}from"./7ZC7XVCM.js";import"./KMZC6XRW.js";import"./ZHJLUK2H.js";import"./F647L7L5.js";import"./FVYSXWM4.js";import"./J73I5WWK.js";import"./Q3NQXNN6.js";import"./DQ5NTPFB.js";import"./XTTIDQYH.js";export{b as lastPage,a as nextPage,c as renderPage};
