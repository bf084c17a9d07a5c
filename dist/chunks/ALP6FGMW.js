const require = process.getBuiltinModule;
import{a as o}from"./Z5EOY7KH.js";import"./KPES65Z6.js";export{o as readDvcPointer};
