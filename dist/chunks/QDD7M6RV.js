const require = process.getBuiltinModule;
import{a as o}from"./N4I2BXHG.js";import"./SP6OIMVU.js";import"./JKL3NBXB.js";export{o as createRenderer};
