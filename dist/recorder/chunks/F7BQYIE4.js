const require = process.getBuiltinModule;
import{a as o}from"./7LDT3FHL.js";import"./S4NKH6PP.js";export{o as readDvcPointer};
