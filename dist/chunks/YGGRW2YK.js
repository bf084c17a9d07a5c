const require = process.getBuiltinModule;
import{b as o,c as r}from"./SZ4LQMGS.js";import"./PV3GRVEA.js";import"./FSIKKWOZ.js";import"./WHWEYJDU.js";import"./B7QUERSQ.js";import"./BFM2I6LO.js";export{r as importJsonMetrics,o as importMetrics};
