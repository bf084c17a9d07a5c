const require = process.getBuiltinModule;
import{a as o}from"./PZAVB6QE.js";import"./5US4CQJG.js";export{o as readDvcPointer};
