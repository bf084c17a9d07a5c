const require = process.getBuiltinModule;
import{a as o}from"./JCNPL6UQ.js";import"./SP6OIMVU.js";import"./AIQ63J7N.js";export{o as createRenderer};
