const require = process.getBuiltinModule;
import{g as o,h as r}from"./5SW5VM47.js";import"./NL5OCXP5.js";export{o as MAX_POINTS,r as Points};
