const require = process.getBuiltinModule;
import{g as o,h as r}from"./B3ER4SCB.js";import"./OQEJIAHI.js";export{o as MAX_POINTS,r as Points};
