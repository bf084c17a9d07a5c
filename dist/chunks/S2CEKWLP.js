const require = process.getBuiltinModule;
import{a as o}from"./QSBIK6BQ.js";import"./SP6OIMVU.js";import"./LUSAFALT.js";export{o as createRenderer};
