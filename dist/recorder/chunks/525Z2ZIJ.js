const require = process.getBuiltinModule;
import{c as o,d as r}from"./YEQWUKUN.js";import"./MCVNAGZC.js";import"./YQJFMBDL.js";import"./UMXSZ6VC.js";import"./EGDOLLTS.js";export{r as importJsonMetrics,o as importMetrics};
