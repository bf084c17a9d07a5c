const require = process.getBuiltinModule;
import{b as o,c as r}from"./N2EZXB2L.js";import"./COFSYQAW.js";import"./A43PFXS2.js";import"./ITJDM4C7.js";export{r as importJsonMetrics,o as importMetrics};
