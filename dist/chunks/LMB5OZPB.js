const require = process.getBuiltinModule;
import{g as o,h as r}from"./D3CVU4ZQ.js";import"./TKU2X45J.js";export{o as MAX_POINTS,r as Points};
