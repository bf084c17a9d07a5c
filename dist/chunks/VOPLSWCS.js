const require = process.getBuiltinModule;
import{a as o}from"./FI6PZIVK.js";import"./SP6OIMVU.js";import"./JEO6STYQ.js";export{o as createRenderer};
