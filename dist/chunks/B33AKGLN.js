const require = process.getBuiltinModule;
import{g as o,h as r}from"./N3NTACU5.js";import"./LUSAFALT.js";export{o as MAX_POINTS,r as Points};
