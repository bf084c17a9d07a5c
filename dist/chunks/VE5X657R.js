const require = process.getBuiltinModule;
import{a as o}from"./SGWCA4KF.js";import"./SP6OIMVU.js";import"./VSABMXNW.js";export{o as createRenderer};
