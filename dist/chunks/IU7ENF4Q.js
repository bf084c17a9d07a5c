const require = process.getBuiltinModule;
import{c as o,d as r}from"./74Q2CCH7.js";import"./3HTAJGKO.js";import"./6J243EQH.js";import"./YCHSXRBP.js";import"./LU3K67XZ.js";import"./OK2R22VA.js";export{r as importJsonMetrics,o as importMetrics};
