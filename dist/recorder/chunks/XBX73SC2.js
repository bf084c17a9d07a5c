const require = process.getBuiltinModule;
import{a as o}from"./JVB3P2LC.js";import"./EC6RNMXD.js";export{o as readDvcPointer};
