const require = process.getBuiltinModule;
import{g as o,h as r}from"./NOY4SMIH.js";import"./LI5BYADH.js";export{o as MAX_POINTS,r as Points};
