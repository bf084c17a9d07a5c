const require = process.getBuiltinModule;
import{g as o,h as r}from"./UMXSZ6VC.js";import"./EGDOLLTS.js";export{o as MAX_POINTS,r as Points};
