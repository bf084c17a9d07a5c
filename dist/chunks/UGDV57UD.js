const require = process.getBuiltinModule;
import{g as o,h as r}from"./OKZS72MH.js";import"./ID5UJBKW.js";export{o as MAX_POINTS,r as Points};
