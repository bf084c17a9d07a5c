const require = process.getBuiltinModule;
import{c as o,d as r}from"./WXHMI7FX.js";import"./NVG36Z45.js";import"./V2WHMZO6.js";import"./NRBPDQTC.js";import"./OKZS72MH.js";import"./ID5UJBKW.js";export{r as importJsonMetrics,o as importMetrics};
