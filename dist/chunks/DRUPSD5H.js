const require = process.getBuiltinModule;
import{a as o}from"./4LS2ZLLN.js";import"./SP6OIMVU.js";import"./KPES65Z6.js";export{o as createRenderer};
