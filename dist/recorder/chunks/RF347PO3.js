const require = process.getBuiltinModule;
import{c as o,d as r}from"./CF4ZYPEM.js";import"./KFGWEXYK.js";import"./JF4BVYHA.js";import"./UEHOBB5S.js";import"./J5QUTNAV.js";export{r as importJsonMetrics,o as importMetrics};
