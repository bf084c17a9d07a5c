const require = process.getBuiltinModule;
import{a as o}from"./S6XYDWGW.js";import"./SP6OIMVU.js";import"./ID5UJBKW.js";export{o as createRenderer};
