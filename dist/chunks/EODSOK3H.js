const require = process.getBuiltinModule;
import{a as o}from"./ZCO7DXHQ.js";import"./ID5UJBKW.js";export{o as readDvcPointer};
