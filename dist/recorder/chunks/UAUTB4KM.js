const require = process.getBuiltinModule;
import{c as o,d as r}from"./IEDORG3T.js";import"./XY6BG2BN.js";import"./LIRLEYY3.js";import"./Y3YGSZOV.js";import"./CERQ4V6J.js";export{r as importJsonMetrics,o as importMetrics};
