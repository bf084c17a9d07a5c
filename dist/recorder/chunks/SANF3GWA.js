const require = process.getBuiltinModule;
import{a as o}from"./RPQUT4ZW.js";import"./CC5WTH2L.js";export{o as readDvcPointer};
