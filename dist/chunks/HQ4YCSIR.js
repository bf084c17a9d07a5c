const require = process.getBuiltinModule;
import{g as o,h as r}from"./Q2FHGVBQ.js";import"./QCDXE4T2.js";export{o as MAX_POINTS,r as Points};
