const require = process.getBuiltinModule;
import{a as o,b as r}from"./CZK3IA53.js";import"./LQX75ONU.js";import"./2SJNZTUK.js";import"./H3MPVC7I.js";import"./MFDN746U.js";export{r as importJsonMetrics,o as importMetrics};
