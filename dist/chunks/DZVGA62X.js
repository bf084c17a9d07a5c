const require = process.getBuiltinModule;
import{a as o}from"./4Q2S74S4.js";import"./SP6OIMVU.js";import"./TKU2X45J.js";export{o as createRenderer};
