const require = process.getBuiltinModule;
import{c as o,d as r}from"./537PZSZ7.js";import"./B6LDVPL2.js";import"./OVBUFDA2.js";import"./2SRIS3O4.js";import"./S32KFNF3.js";import"./AIQ63J7N.js";export{r as importJsonMetrics,o as importMetrics};
