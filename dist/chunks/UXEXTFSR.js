const require = process.getBuiltinModule;
import{a as o}from"./XHDBPHMJ.js";import"./QNUC47FC.js";import"./GSFOS72Q.js";export{o as createRenderer};
