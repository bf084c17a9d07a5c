const require = process.getBuiltinModule;
import{a as o}from"./BAUKZ25Q.js";import"./SP6OIMVU.js";import"./C47JF6UE.js";export{o as createRenderer};
