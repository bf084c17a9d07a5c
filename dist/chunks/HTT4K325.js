const require = process.getBuiltinModule;
import{a as o}from"./LTDSQYQ6.js";import"./SP6OIMVU.js";import"./MFDN746U.js";export{o as createRenderer};
