const require = process.getBuiltinModule;
import{c as o,d as r}from"./J5EDZM3B.js";import"./PSA52S5L.js";import"./VKIECHUW.js";import"./ZYMS4T6N.js";import"./ESXKLDC3.js";import"./KQKZ42XE.js";export{r as importJsonMetrics,o as importMetrics};
