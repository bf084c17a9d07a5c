const require = process.getBuiltinModule;
import{g as o,h as r}from"./S32KFNF3.js";import"./AIQ63J7N.js";export{o as MAX_POINTS,r as Points};
