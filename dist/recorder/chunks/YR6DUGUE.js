const require = process.getBuiltinModule;
import{c as o,d as r}from"./MA4HWJUO.js";import"./257JBID4.js";import"./IDIMGCKI.js";import"./B3ER4SCB.js";import"./OQEJIAHI.js";export{r as importJsonMetrics,o as importMetrics};
