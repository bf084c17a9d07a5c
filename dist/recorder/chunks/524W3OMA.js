const require = process.getBuiltinModule;
import{a as o,b as r}from"./PKTXECOF.js";import"./NWXTTSR5.js";import"./UFVGMMSV.js";import"./OQKBVUZF.js";export{r as importJsonMetrics,o as importMetrics};
