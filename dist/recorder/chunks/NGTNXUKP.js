const require = process.getBuiltinModule;
import{c as o,d as r}from"./SFSZLO6I.js";import"./LWS4W23E.js";import"./DM4HDWL3.js";import"./NINRGGSZ.js";import"./EC6RNMXD.js";export{r as importJsonMetrics,o as importMetrics};
