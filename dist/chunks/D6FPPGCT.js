const require = process.getBuiltinModule;
import{c as o,d as r}from"./YJEXR4AT.js";import"./DCUH2GIR.js";import"./ROJDLSWN.js";import"./3BBR3MJU.js";import"./D3CVU4ZQ.js";import"./TKU2X45J.js";export{r as importJsonMetrics,o as importMetrics};
