const require = process.getBuiltinModule;
import{a as o}from"./LLXOURUM.js";import"./5XE54QTL.js";export{o as readDvcPointer};
