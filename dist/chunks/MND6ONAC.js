const require = process.getBuiltinModule;
import{g as o,h as r}from"./3TEB5HGX.js";import"./GR3FUUCU.js";export{o as MAX_POINTS,r as Points};
