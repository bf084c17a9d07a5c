const require = process.getBuiltinModule;
import{c as o,d as r}from"./RM7MVQME.js";import"./GLD4BPLM.js";import"./3ZL5EZ4F.js";import"./CYUTQS7A.js";import"./Q2FHGVBQ.js";import"./QCDXE4T2.js";export{r as importJsonMetrics,o as importMetrics};
