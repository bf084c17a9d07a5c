const require = process.getBuiltinModule;
import{a as o}from"./3CNUNPPR.js";import"./7R6WMQSN.js";export{o as readDvcPointer};
