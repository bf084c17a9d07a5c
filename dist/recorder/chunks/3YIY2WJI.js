const require = process.getBuiltinModule;
import{c as o,d as r}from"./7J2WHO75.js";import"./RRYBYP3J.js";import"./WIKFZNRI.js";import"./LFJTADWW.js";import"./DA74C6VW.js";export{r as importJsonMetrics,o as importMetrics};
