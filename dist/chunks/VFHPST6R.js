const require = process.getBuiltinModule;
import{c as o,d as r}from"./HV7XDQZ7.js";import"./EFAVFAJT.js";import"./AOCOT6E3.js";import"./KYYBNOEX.js";import"./5SW5VM47.js";import"./NL5OCXP5.js";export{r as importJsonMetrics,o as importMetrics};
