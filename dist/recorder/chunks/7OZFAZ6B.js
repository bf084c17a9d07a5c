const require = process.getBuiltinModule;
import{b as o,c as r}from"./6Q5GNFYZ.js";import"./BSB66ORK.js";import"./EJMPYPXN.js";import"./KPPPTH4V.js";export{r as importJsonMetrics,o as importMetrics};
