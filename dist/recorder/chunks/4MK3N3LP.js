const require = process.getBuiltinModule;
import{b as o,c as r}from"./AHJDZYZE.js";import"./ITJXFT2G.js";import"./QT2IOBWF.js";import"./26GATTI7.js";import"./S4NKH6PP.js";export{r as importJsonMetrics,o as importMetrics};
