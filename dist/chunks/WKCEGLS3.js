const require = process.getBuiltinModule;
import{c as o,d as r}from"./H7GI3T6S.js";import"./7WN6YPNM.js";import"./3DFZR6YG.js";import"./K6O6JNF7.js";import"./5HDJA4T5.js";import"./PRIUKYUG.js";export{r as importJsonMetrics,o as importMetrics};
