const require = process.getBuiltinModule;
import{a as o}from"./6JQQ75JR.js";import"./AIQ63J7N.js";export{o as readDvcPointer};
