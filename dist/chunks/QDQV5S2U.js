const require = process.getBuiltinModule;
import{a as o}from"./7FSZXZ37.js";import"./MFDN746U.js";export{o as readDvcPointer};
