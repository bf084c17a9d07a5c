const require = process.getBuiltinModule;
import{a as o,b as r}from"./ODKVLN2Z.js";import"./RF6ICJ5C.js";import"./5ALQB7W7.js";import"./6ZDW5THW.js";import"./GNN5Q5DW.js";export{r as importJsonMetrics,o as importMetrics};
