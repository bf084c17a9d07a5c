const require = process.getBuiltinModule;
import{a as o}from"./7DCJKSJL.js";import"./LUSAFALT.js";export{o as readDvcPointer};
