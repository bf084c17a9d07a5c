const require = process.getBuiltinModule;
import{a as o}from"./44IHM4AR.js";import"./OQKBVUZF.js";export{o as readDvcPointer};
