const require = process.getBuiltinModule;
import{a as o}from"./MKJC4PQA.js";import"./WPMMTP6G.js";export{o as readDvcPointer};
