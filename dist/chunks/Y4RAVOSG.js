const require = process.getBuiltinModule;
import{a as o}from"./2XHHS24G.js";import"./QNUC47FC.js";import"./OK2R22VA.js";export{o as createRenderer};
