const require = process.getBuiltinModule;
import{a as o}from"./DBGHHXEV.js";import"./SP6OIMVU.js";import"./WG2HWEN2.js";export{o as createRenderer};
