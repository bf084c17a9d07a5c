const require = process.getBuiltinModule;
import{a as o}from"./UJ6JXQYE.js";import"./SP6OIMVU.js";import"./KQKZ42XE.js";export{o as createRenderer};
