const require = process.getBuiltinModule;
import{c as o,d as r}from"./LAXJ26GS.js";import"./JDR4DKEI.js";import"./JXYDUC2Q.js";import"./QEBKYM67.js";import"./RMYS7NB6.js";export{r as importJsonMetrics,o as importMetrics};
