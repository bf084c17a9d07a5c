const require = process.getBuiltinModule;
import{c as o,d as r}from"./OLZDHIP7.js";import"./DOIX75ZK.js";import"./6BO5WU6E.js";import"./YRCFMLRM.js";import"./ADAOCZGE.js";import"./JKL3NBXB.js";export{r as importJsonMetrics,o as importMetrics};
