const require = process.getBuiltinModule;
import{a as o}from"./7OSMGEUK.js";import"./GNN5Q5DW.js";export{o as readDvcPointer};
