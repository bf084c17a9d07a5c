const require = process.getBuiltinModule;
import{c as o,d as r}from"./SW3GJCI4.js";import"./JS6H2HHQ.js";import"./YLMJMSWY.js";import"./NC5ADNYT.js";import"./N3NTACU5.js";import"./LUSAFALT.js";export{r as importJsonMetrics,o as importMetrics};
