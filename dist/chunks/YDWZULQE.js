const require = process.getBuiltinModule;
import{g as o,h as r}from"./WMYQXYQB.js";import"./JEO6STYQ.js";export{o as MAX_POINTS,r as Points};
