const require = process.getBuiltinModule;
import{a as o}from"./A46MSOB7.js";import"./JKL3NBXB.js";export{o as readDvcPointer};
